package dev.winnow.topology.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final RecordMetadata METADATA = new RecordMetadata() {
        @Override
        public String topic() {
            return "documents";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long offset() {
            return 99;
        }
    };

    private static final Rejection REJECTION = new Rejection(Stage.WRITE, "no good", 3);

    private static final Reporter REPORTER = new Reporter("app", "topics", "2.0.0");
    private static final long NOW = 1_700_000_000_000L;

    private static DeadLetters letters() {
        return new DeadLetters(10_000, REPORTER, InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    }

    private static Record<byte[], byte[]> record(int keyBytes, int valueBytes, int headerBytes) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[headerBytes]);
        return new Record<>(new byte[keyBytes], new byte[valueBytes], 5, headers);
    }

    private static String omitted(Record<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("winnow.omitted").value(), UTF_8);
    }

    @Test
    void shouldKeepARecordWhole() {
        // When
        Record<byte[], byte[]> letter = letters().of(record(10, 9_000, 10), METADATA, REJECTION);

        // Then
        assertThat(letter.key()).hasSize(10);
        assertThat(letter.value()).hasSize(9_000);
        assertThat(letter.headers().lastHeader("trace").value()).hasSize(10);
        assertThat(letter.headers().lastHeader("winnow.omitted")).isNull();
    }

    @Test
    void shouldSayEverythingThatIsKnownOfTheFailure() {
        // When
        Record<byte[], byte[]> letter = letters().of(record(1, 1, 1), METADATA, REJECTION);

        // Then
        assertThat(letter.timestamp()).isEqualTo(NOW);
        assertThat(LetterHeaders.read(letter.headers()))
                .contains(new FailureReport(
                        Stage.WRITE, "no good", 3, "documents", 3, 99, 5, REPORTER, 0, Optional.empty()));
    }

    @Test
    void shouldCountTheReplaysOfARecord() {
        // Given
        Record<byte[], byte[]> replayed = record(1, 1, 1);
        replayed.headers().add("winnow.replays", "2".getBytes(UTF_8));

        // When
        Record<byte[], byte[]> letter = letters().of(replayed, METADATA, REJECTION);

        // Then
        assertThat(LetterHeaders.read(letter.headers()).orElseThrow().replays()).isEqualTo(2);
        assertThat(LetterHeaders.ofRecord(letter.headers()))
                .isEqualTo(List.of(record(1, 1, 1).headers().toArray()));
    }

    @Test
    void shouldTellTheHeadersOfADeadLetterThatCameAsARecordFromItsOwn() {
        // Given: somebody copied a dead letter to the input topic, and added a header
        Record<byte[], byte[]> copied = letters().of(record(1, 1, 1), METADATA, new Rejection(Stage.READ, "first", 0));
        copied.headers().remove("winnow.replays").add("winnow.omitted", null);

        // When
        Record<byte[], byte[]> letter = letters().of(copied, METADATA, REJECTION);

        // Then
        FailureReport report = LetterHeaders.read(letter.headers()).orElseThrow();
        assertThat(report.error()).isEqualTo("no good");
        assertThat(report.omitted()).isEmpty();
        assertThat(LetterHeaders.ofRecord(letter.headers()))
                .isEqualTo(List.of(copied.headers().toArray()));
    }

    @Test
    void shouldNotTakeAnotherRecordForADeadLetter() {
        // Given
        RecordHeaders none = new RecordHeaders();
        RecordHeaders countOnly = new RecordHeaders(List.of(
                new RecordHeader("a", new byte[1]), new RecordHeader("winnow.record-headers", new byte[] {'1'})));
        RecordHeaders beyond =
                new RecordHeaders(List.of(new RecordHeader("winnow.record-headers", "9".getBytes(UTF_8))));

        // Then
        assertThat(LetterHeaders.read(none)).isEmpty();
        assertThat(LetterHeaders.read(countOnly)).isEmpty();
        assertThat(LetterHeaders.read(beyond)).isEmpty();
    }

    @Test
    void shouldLeaveTheHeadersOfTheSourceAlone() {
        // Given
        Record<byte[], byte[]> source = record(1, 1, 1);

        // When
        letters().of(source, METADATA, REJECTION);

        // Then
        assertThat(source.headers()).hasSize(1);
    }

    @Test
    void shouldOmitAValueThatDoesNotFit() {
        // When
        Record<byte[], byte[]> letter = letters().of(record(10, 9_990, 10), METADATA, REJECTION);

        // Then
        assertThat(letter.key()).hasSize(10);
        assertThat(letter.value()).isNull();
        assertThat(omitted(letter)).isEqualTo("value");
        assertThat(RecordSize.of(letter)).isLessThan(10_000);
    }

    @Test
    void shouldOmitEverythingButTheExplanationWhenNothingElseFits() {
        // When
        Record<byte[], byte[]> letter = letters().of(record(5_000, 9_000, 6_000), METADATA, REJECTION);

        // Then
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("trace")).isNull();
        assertThat(omitted(letter)).isEqualTo("key, value, headers");
        assertThat(new String(letter.headers().lastHeader("winnow.offset").value(), UTF_8))
                .isEqualTo("99");
    }

    @Test
    void shouldCutLongMessages() {
        // When
        Rejection rejection = Rejection.of(Stage.INFER, new IllegalStateException("x".repeat(100_000)), 2);

        // Then
        assertThat(rejection.error()).hasSizeLessThan(600).startsWith("java.lang.IllegalStateException: xxx");
    }
}
