package dev.winnow.ops.bench.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LoadPatternTest {

    private static final LoadPattern.Phases PHASES = new LoadPattern.Phases(6, 8, 10);

    private static long between(Schedule schedule, double from, double to) {
        return Arrays.stream(schedule.seconds())
                .filter(second -> second >= from && second < to)
                .count();
    }

    @Test
    void shouldStepToThriceTheCapacityAndBack() {
        // When
        Schedule schedule = LoadPattern.STEP.schedule(1_000, PHASES, 7);

        // Then
        assertThat(between(schedule, 0, 6)).isCloseTo(3_000, Percentage.withPercentage(8));
        assertThat(between(schedule, 6, 14)).isCloseTo(24_000, Percentage.withPercentage(3));
        assertThat(between(schedule, 14, 24)).isCloseTo(5_000, Percentage.withPercentage(6));
        assertThat(schedule.relief()).hasValue(14);
    }

    @Test
    void shouldEndWithQuietAfterTheLastBurst() {
        // When
        Schedule schedule = LoadPattern.BURSTS.schedule(1_000, PHASES, 7);

        // Then
        assertThat(between(schedule, 5, 7)).isCloseTo(6_000, Percentage.withPercentage(6));
        assertThat(between(schedule, 7, 12)).isCloseTo(2_500, Percentage.withPercentage(9));
        assertThat(schedule.relief().orElseThrow()).isCloseTo(14, within(1e-9));
        assertThat(schedule.second(schedule.documents() - 1)).isBetween(18.5, 19.0);
    }

    @Test
    void shouldGiveEveryContenderTheSameMoments() {
        assertThat(LoadPattern.STEP.schedule(300, PHASES, 3).seconds())
                .isEqualTo(LoadPattern.STEP.schedule(300, PHASES, 3).seconds())
                .isNotEqualTo(LoadPattern.STEP.schedule(300, PHASES, 4).seconds());
    }
}
