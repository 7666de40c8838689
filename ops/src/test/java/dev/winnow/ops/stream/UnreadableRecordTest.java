package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that hold nothing to classify, each between two good documents: it becomes a dead letter that says why and whence,
 * raw as it came, and the stream goes on.
 */
class UnreadableRecordTest {
    private static final long OFFSET_OF_BAD = 1;
    private static final int MEGABYTE = 1024 * 1024;

    private final RunningStream stream = RunningStream.start();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void shouldSetAsideMalformedAvro() {
        // Given
        byte[] whole = stream.feed().encode("bad", "cut off in the middle");
        byte[] bad = Arrays.copyOf(whole, whole.length - 9);

        // When
        DeadLetter letter = deadLetterOf(bad);

        // Then
        assertThat(letter.stage()).isEqualTo("read");
        assertThat(letter.error()).contains("UnreadableRecordException").contains("not a dev.winnow.v1.Document");
    }

    @Test
    void shouldSetAsideBytesOfNoRegistry() {
        // When
        DeadLetter letter = deadLetterOf("{\"id\":\"bad\",\"text\":\"JSON\"}".getBytes(UTF_8));

        // Then
        assertThat(letter.stage()).isEqualTo("read");
        assertThat(letter.error()).contains("0x7b instead of 0x00");
    }

    @Test
    void shouldSetAsideAnUnknownSchemaId() {
        // When
        DeadLetter letter = deadLetterOf(WireDocument.of(987_654, "bad".getBytes(UTF_8), "text".getBytes(UTF_8)));

        // Then
        assertThat(letter.stage()).isEqualTo("read");
        assertThat(letter.error()).contains("knows no schema 987654");
    }

    @Test
    void shouldSetAsideATombstone() {
        // When
        DeadLetter letter = deadLetterOf(null);

        // Then
        assertThat(letter.stage()).isEqualTo("read");
        assertThat(letter.error()).contains("no value").contains("tombstone");
    }

    @Test
    void shouldSetAsideAnEmptyText() {
        // When
        DeadLetter letter = deadLetterOf(stream.feed().encode("bad", ""));

        // Then
        assertThat(letter.stage()).isEqualTo("prepare");
        assertThat(letter.error()).contains("empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" \t\r\n\u2003\u3000\u2028", "\u00a0\u2007\u202f", "\u200b\ufeff", "\u0000\u0007\u001b\u007f"})
    void shouldSetAsideATextOfWhiteSpaceAndControlCharactersAlone(String text) {
        // When
        DeadLetter letter = deadLetterOf(stream.feed().encode("bad", text));

        // Then
        assertThat(letter.stage()).isEqualTo("prepare");
        assertThat(letter.error()).contains("white space");
    }

    @Test
    void shouldKeepAMegabyteOfMalformedAvroWhole() {
        // Given
        byte[] bad = new byte[MEGABYTE];
        Arrays.fill(bad, (byte) 0x55);

        // When
        DeadLetter letter = deadLetterOf(bad);

        // Then
        assertThat(letter.stage()).isEqualTo("read");
        assertThat(letter.header("winnow.omitted")).isNull();
    }

    /** Sends it between two good documents, and checks all that holds for every dead letter. */
    private DeadLetter deadLetterOf(byte[] bad) {
        stream.send("before", "a quiet morning");
        stream.feed().send(0, "bad-key", bad, new RecordHeader("trace", "4711".getBytes(UTF_8)));
        stream.send("after", "rain again");
        Harvest harvest = stream.harvest();

        assertThat(harvest.ids()).containsExactly("before", "after");
        assertThat(harvest.deadLetters()).hasSize(1);
        DeadLetter letter = harvest.deadLetters().get(0);
        assertThat(letter.value()).isEqualTo(bad);
        assertThat(letter.key()).isEqualTo("bad-key");
        assertThat(letter.source()).isEqualTo(stream.names().input() + "-0@" + OFFSET_OF_BAD);
        assertThat(letter.header("trace")).isEqualTo("4711");
        return letter;
    }
}
