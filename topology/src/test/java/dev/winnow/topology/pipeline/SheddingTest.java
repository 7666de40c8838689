package dev.winnow.topology.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.deadletter.LetterHeaders;
import dev.winnow.topology.deadletter.Stage;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that are given up in an overload, and those that are not. */
class SheddingTest extends TopologyFixture {
    private static final Duration OBJECTIVE = Duration.ofSeconds(30);

    private ClassifyStep step;

    @BeforeEach
    void overload() {
        driver.close();
        step = step("comments", "labels", LIMIT);
        driver = driver(step);
        step.shedding().overload().begin(OBJECTIVE);
    }

    /** A minute old, twice the objective. */
    private void sendLate(byte[] value, String priority) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "abc".getBytes(UTF_8));
        headers.add("priority", priority.getBytes(UTF_8));
        driver.createInputTopic("comments", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(KEY, value, headers, Instant.now().minusSeconds(59)));
    }

    @Test
    void shouldPassOnWhatHasWaitedTooLongAsItCame() {
        // Given: nothing of it can be read, and nobody tries
        byte[] value = {1, 2, 3};

        // When
        sendLate(value, "0");

        // Then
        assertThat(results("labels")).isEmpty();
        assertThat(deadLetters()).isEmpty();
        assertThat(raw(OVERFLOW)).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(KEY);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(header(letter, "trace")).isEqualTo("abc");
            assertThat(LetterHeaders.read(letter.headers()).orElseThrow().stage())
                    .isEqualTo(Stage.SHED);
            assertThat(header(letter, "winnow.topic")).isEqualTo("comments");
            assertThat(header(letter, "winnow.error"))
                    .matches("waited \\d+ ms in an overload, with priority 0 and an" + " objective of 30000 ms");
        });
        assertThat(counters.totals().shed()).isEqualTo(1);
        assertThat(counters.totals().pending()).isZero();
    }

    @Test
    void shouldClassifyWhatIsYoungOrImportant() {
        // When
        sendLate(document("late", "some words"), "0");
        sendLate(document("important", "some words"), "1");
        driver.createInputTopic("comments", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(KEY, document("young", "some words"), Instant.now()));

        // Then
        assertThat(results("labels"))
                .extracting(result -> result.value().getDocumentId())
                .containsExactly("important", "young");
        assertThat(raw(OVERFLOW)).hasSize(1);
    }

    @Test
    void shouldClassifyAgainWhenTheOverloadIsOver() {
        // Given
        step.shedding().overload().end();

        // When
        sendLate(document("late", "some words"), "0");

        // Then
        assertThat(results("labels")).hasSize(1);
    }

    @Test
    void shouldNotShedWhatWouldLoseItsValue() {
        // When: with the headers of a letter the second is larger than its topic takes
        sendLate(null, "0");
        sendLate(document("large", "a ".repeat((int) LIMIT / 2 - 100)), "0");

        // Then
        assertThat(raw(OVERFLOW)).isEmpty();
        assertThat(deadLetters()).as("a tombstone holds no document").hasSize(1);
        assertThat(results("labels")).hasSize(1);
    }
}
