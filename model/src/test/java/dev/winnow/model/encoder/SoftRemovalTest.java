package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.TinyBert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a token pays in attention, at the corners of the function. */
class SoftRemovalTest {
    private static final double DELTA = 0.04;
    private static final double SLOPE = 10;

    private final Checkpoint checkpoint = TinyBert.checkpoint(3);
    private final TrainingProbe probe = new TrainingProbe(
            checkpoint,
            TrainingFixture.head(checkpoint.config(), 2, 4),
            TrainingFixture.reduction(checkpoint.config(), 5));

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void shouldCostNothingAtAScoreOfOne() {
        assertThat(probe.removal(new double[] {1}, DELTA, SLOPE)[0]).isCloseTo(0, within(1e-12));
    }

    @Test
    void shouldCostATenthOfTheInverseSlopeAtTheThreshold() {
        assertThat(probe.removal(new double[] {DELTA}, DELTA, SLOPE)[0]).isCloseTo(-0.1 / SLOPE, within(1e-12));
    }

    @Test
    void shouldHaveNoStepAtTheThreshold() {
        // When
        double[] sides = probe.removal(new double[] {DELTA - 1e-9, DELTA + 1e-9}, DELTA, SLOPE);

        // Then
        assertThat(sides[0]).isCloseTo(sides[1], within(1e-5));
    }

    @Test
    void shouldCostTheSlopeAtAScoreOfZero() {
        assertThat(probe.removal(new double[] {0}, DELTA, SLOPE)[0]).isCloseTo(-SLOPE - 0.1 / SLOPE, within(1e-12));
    }

    @Test
    void shouldFallInAStraightLineBelowTheThreshold() {
        // When
        double[] prices = probe.removal(new double[] {0, DELTA / 2, DELTA * (1 - 1e-12)}, DELTA, SLOPE);

        // Then
        assertThat(prices[1]).isCloseTo((prices[0] + prices[2]) / 2, within(1e-9));
    }
}
