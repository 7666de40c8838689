package dev.winnow.model.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WarmUpAndDecayTest {

    @Test
    void shouldRiseAndFallInStraightLines() {
        // Given: 6 of 100 steps go up, and step 101 would be 0
        WarmUpAndDecay rate = new WarmUpAndDecay(0.95, 0.06, 100);

        // Then
        assertThat(rate.at(1)).isCloseTo(0.95 / 6, within(1e-12));
        assertThat(rate.at(3)).isCloseTo(0.475, within(1e-12));
        assertThat(rate.at(6)).isCloseTo(0.95, within(1e-12));
        assertThat(rate.at(7)).isCloseTo(0.94, within(1e-12));
        assertThat(rate.at(100)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void shouldBeginAtItsPeakWithoutWarmUp() {
        assertThat(new WarmUpAndDecay(2, 0, 4).at(1)).isEqualTo(1.6);
        assertThat(new WarmUpAndDecay(2, 0.06, 1).at(1)).isEqualTo(1);
    }
}
