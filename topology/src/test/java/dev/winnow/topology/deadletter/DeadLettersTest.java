package dev.winnow.topology.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

    private static final Rejection REJECTION = new Rejection(Stage.READ, "no good");

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
        Record<byte[], byte[]> letter = new DeadLetters(10_000).of(record(10, 9_000, 10), METADATA, REJECTION);

        // Then
        assertThat(letter.key()).hasSize(10);
        assertThat(letter.value()).hasSize(9_000);
        assertThat(letter.headers().lastHeader("trace").value()).hasSize(10);
        assertThat(letter.headers().lastHeader("winnow.omitted")).isNull();
    }

    @Test
    void shouldLeaveTheHeadersOfTheSourceAlone() {
        // Given
        Record<byte[], byte[]> source = record(1, 1, 1);

        // When
        new DeadLetters(10_000).of(source, METADATA, REJECTION);

        // Then
        assertThat(source.headers()).hasSize(1);
    }

    @Test
    void shouldOmitAValueThatDoesNotFit() {
        // When
        Record<byte[], byte[]> letter = new DeadLetters(10_000).of(record(10, 9_990, 10), METADATA, REJECTION);

        // Then
        assertThat(letter.key()).hasSize(10);
        assertThat(letter.value()).isNull();
        assertThat(omitted(letter)).isEqualTo("value");
        assertThat(RecordSize.of(letter)).isLessThan(10_000);
    }

    @Test
    void shouldOmitEverythingButTheExplanationWhenNothingElseFits() {
        // When
        Record<byte[], byte[]> letter = new DeadLetters(10_000).of(record(5_000, 9_000, 6_000), METADATA, REJECTION);

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
        Rejection rejection = Rejection.of(Stage.INFER, new IllegalStateException("x".repeat(100_000)));

        // Then
        assertThat(rejection.error()).hasSizeLessThan(600).startsWith("java.lang.IllegalStateException: xxx");
    }
}
