package dev.winnow.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.RegistrySettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that become dead letters, and those that must not. */
@Timeout(60)
class RejectionTest extends TopologyFixture {

    @Test
    void shouldSayWhyAndWhenceADeadLetterComes() {
        // Given
        send("comments", document("fine", "a good one"));
        byte[] garbage = {9, 9, 9, 9, 9, 9, 9};

        // When
        send("comments", garbage);

        // Then
        assertThat(deadLetters()).singleElement().satisfies(dead -> {
            assertThat(dead.key()).isEqualTo(KEY);
            assertThat(dead.value()).isEqualTo(garbage);
            assertThat(dead.getRecordTime()).isEqualTo(FAILED_AT);
            assertThat(header(dead, "trace")).isEqualTo("abc");
            assertThat(header(dead, "winnow.stage")).isEqualTo("read");
            assertThat(header(dead, "winnow.error")).startsWith("dev.winnow.schemas.UnreadableRecordException: ");
            assertThat(header(dead, "winnow.topic")).isEqualTo("comments");
            assertThat(header(dead, "winnow.partition")).isEqualTo("0");
            assertThat(header(dead, "winnow.offset")).isEqualTo("1");
            assertThat(header(dead, "winnow.timestamp")).isEqualTo("1700000000000");
            assertThat(header(dead, "winnow.attempts")).isEqualTo("0");
            assertThat(header(dead, "winnow.application")).isEqualTo("application");
            assertThat(header(dead, "winnow.bundle")).isEqualTo("parity");
            assertThat(header(dead, "winnow.bundle-version")).isEqualTo("7");
            assertThat(header(dead, "winnow.replays")).isEqualTo("0");
            assertThat(header(dead, "winnow.record-headers")).isEqualTo("1");
        });
        assertThat(counters.totals().deadLetters()).isEqualTo(1);
    }

    @Test
    void shouldRejectATombstone() {
        // When
        send("comments", null);

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(dead.value()).isNull();
        assertThat(header(dead, "winnow.stage")).isEqualTo("read");
        assertThat(header(dead, "winnow.error")).contains("tombstone");
    }

    @Test
    void shouldRejectAnUnknownSchema() {
        // When
        send("comments", ByteBuffer.allocate(20).put((byte) 0).putInt(4711).array());

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(header(dead, "winnow.stage")).isEqualTo("read");
        assertThat(header(dead, "winnow.error")).contains("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n \u2003"})
    void shouldRejectATextWithoutWords(String text) {
        // When
        send("comments", document("blank", text));

        // Then
        assertThat(header(onlyDeadLetter(), "winnow.stage")).isEqualTo("prepare");
    }

    @Test
    void shouldNotQuoteTheTextWhenTheTokenizerFails() {
        // When
        send("comments", document("d", "untokenizable"));

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(header(dead, "winnow.stage")).isEqualTo("prepare");
        assertThat(header(dead, "winnow.error"))
                .startsWith("java.lang.IllegalStateException: ")
                .doesNotContain("untokenizable");
    }

    @Test
    void shouldRejectWhatTheModelCannotAnswerAndGoOn() {
        // When
        send("comments", document("bad", "some poison here"));
        send("comments", document("good", "no harm"));

        // Then
        assertThat(results("labels")).extracting(r -> r.value().getDocumentId()).containsExactly("good");
        assertThat(deadLetters()).singleElement().satisfies(dead -> {
            assertThat(header(dead, "winnow.stage")).isEqualTo("infer");
            assertThat(header(dead, "winnow.error")).isEqualTo("java.lang.IllegalStateException: cannot answer");
            assertThat(header(dead, "winnow.attempts")).isEqualTo("2");
        });
    }

    @Test
    void shouldRejectAResultThatItsTopicDoesNotTake() {
        // Given
        driver.close();
        driver = driver(step("comments", "labels", 1_000));

        // When
        send("comments", document("x".repeat(2_000), "a text"));

        // Then
        TestRecord<byte[], byte[]> dead = onlyDeadLetter();
        assertThat(header(dead, "winnow.stage")).isEqualTo("write");
        assertThat(header(dead, "winnow.error")).contains("topic 'labels' takes 1000");
    }

    @Test
    void shouldFailTheThreadRatherThanRejectWhenTheRegistryStaysAway() {
        // Given
        byte[] good = document("d", "a text");
        RegistrySettings nobody =
                new RegistrySettings("http://localhost:1", false, Duration.ofSeconds(1), 10, Map.of());
        try (AvroSerdes away = new AvroSerdes(nobody)) {
            driver.close();
            driver = driver(step("comments", "labels", LIMIT, away));

            // When / Then
            assertThatThrownBy(() -> send("comments", good)).hasStackTraceContaining(RegistryException.class.getName());
            assertThat(deadLetters()).isEmpty();
        }
    }
}
