package dev.winnow.ops.bench.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunMetricsTest {

    private static final double OBJECTIVE = 1;
    private static final double FULL = 0.7;

    /** Readable a tenth of a second after it was written. */
    private static Answer answer(double arrived, double written, double offset, double accuracy) {
        return new Answer(arrived, written, written + 0.1, offset, accuracy);
    }

    private static RunMetrics metrics(OptionalDouble relief, Answer... answers) {
        return RunMetrics.of(List.of(answers), OBJECTIVE, FULL, relief);
    }

    @Test
    void shouldCountAnAgeAboveTheObjectiveOnlyAndBothWays() {
        // Given
        Answer inTime = answer(0, 0.5, -1, 0.7);
        Answer justInTime = answer(2, 3, -1, 0.7);
        Answer late = answer(4, 5.25, -1, 0.7);
        Answer inTimeToo = answer(6, 6.25, -1, 0.7);

        // When
        RunMetrics metrics = metrics(OptionalDouble.empty(), inTime, justInTime, late, inTimeToo);

        // Then
        assertThat(metrics.sloViolationRatio()).isEqualTo(0.25);
        assertThat(metrics.readableViolationRatio()).isEqualTo(0.5);
        assertThat(metrics.drainSeconds()).isEmpty();
    }

    @Test
    void shouldWeighAccuracyByDocumentsAndTakeTheWorstSecond() {
        // Given
        Answer[] answers = {
            answer(0, 0.1, -1, 0.7),
            answer(0, 0.9, -1, 0.7),
            answer(1, 1.0, 1, 0.6),
            answer(1, 1.9, 0, 0.65),
            answer(2, 2.5, 0, 0.65)
        };

        // When
        RunMetrics metrics = metrics(OptionalDouble.empty(), answers);

        // Then
        assertThat(metrics.effectiveAccuracy()).isCloseTo(0.66, within(1e-12));
        assertThat(metrics.maxAccuracyDrop()).isCloseTo(0.7 - 0.625, within(1e-12));
        assertThat(metrics.meanOffset()).isCloseTo(-0.2, within(1e-12));
    }

    @Test
    void shouldFollowLateDocumentsUntilNoneWaits() {
        // Given: late from 9 to 12, from 11 to 13 and from 12.5 to 14; the next ones are in time, and much later one is
        // late again
        Answer[] answers = {
            answer(20, 22, 0, 0.65),
            answer(11.5, 14, 0, 0.65),
            answer(8, 12, 0, 0.65),
            answer(13, 13.9, 0, 0.65),
            answer(10, 13, 0, 0.65)
        };

        // When
        RunMetrics metrics = metrics(OptionalDouble.of(10), answers);

        // Then
        assertThat(metrics.drainSeconds()).hasValue(4);
    }

    @Test
    void shouldHaveNothingToDrainWhereNothingIsLateAtTheRelief() {
        assertThat(metrics(OptionalDouble.of(10), answer(8.5, 9.9, 0, 0.65), answer(11, 15, 0, 0.65))
                        .drainSeconds())
                .hasValue(0);
    }

    @Test
    void shouldTakeTheLeastAgeThatTheShareDoesNotExceed() {
        // Given
        List<Answer> hundred = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> answer(0, i, 0, 0.65))
                .toList();

        // When
        RunMetrics metrics = RunMetrics.of(hundred, OBJECTIVE, FULL, OptionalDouble.empty());

        // Then
        assertThat(metrics.p50AgeSeconds()).isEqualTo(50);
        assertThat(metrics.p99AgeSeconds()).isEqualTo(99);
        assertThat(metrics.readableP99AgeSeconds()).isEqualTo(99.1);
    }
}
