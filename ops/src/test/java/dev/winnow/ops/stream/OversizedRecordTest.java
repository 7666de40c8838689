package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.BatchConfig;
import org.junit.jupiter.api.Test;

/**
 * What a topic does not take. To a broker that is no fault of one record: it fails the whole transaction, and would do so
 * again after every restart.
 */
class OversizedRecordTest {
    private static final int LIMIT = 10_000;

    @Test
    void shouldSendADeadLetterWithoutItsValueWhereTheTopicTakesNoMore() throws Exception {
        // Given
        TestStream names = TestStream.create(1);
        names.limit(names.deadLetters(), LIMIT);
        byte[] bad = new byte[2 * LIMIT];
        bad[0] = 0x55;
        try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader())) {

            // When
            stream.send("before", "a quiet morning");
            stream.feed().send(0, "bad", bad);
            stream.send("after", "rain again");
            Harvest harvest = stream.harvest();

            // Then
            assertThat(harvest.ids()).containsExactly("before", "after");
            assertThat(harvest.deadLetters()).hasSize(1);
            DeadLetter letter = harvest.deadLetters().get(0);
            assertThat(letter.value()).isNull();
            assertThat(letter.key()).isEqualTo("bad");
            assertThat(letter.header("winnow.omitted")).isEqualTo("value");
            assertThat(letter.stage()).isEqualTo("read");
            assertThat(letter.source()).isEqualTo(names.input() + "-0@1");
        }
    }

    @Test
    void shouldSetAsideAResultThatTheOutputTopicDoesNotTake() throws Exception {
        // Given
        TestStream names = TestStream.create(1);
        names.limit(names.output(), LIMIT);
        try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader())) {
            byte[] bad = stream.feed().encode("i".repeat(2 * LIMIT), "an id of twenty thousand letters");

            // When
            stream.send("before", "a quiet morning");
            stream.feed().send(0, "bad", bad);
            stream.send("after", "rain again");
            Harvest harvest = stream.harvest();

            // Then
            assertThat(harvest.ids()).containsExactly("before", "after");
            assertThat(harvest.deadLetters()).hasSize(1);
            DeadLetter letter = harvest.deadLetters().get(0);
            assertThat(letter.value()).isEqualTo(bad);
            assertThat(letter.stage()).isEqualTo("write");
            assertThat(letter.error()).contains("topic '%s' takes %d".formatted(names.output(), LIMIT));
            assertThat(letter.source()).isEqualTo(names.input() + "-0@1");
        }
    }
}
