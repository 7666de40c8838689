package dev.winnow.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

    /** Newcombe (Statistics in Medicine, 1998), table I, method 3: the published intervals of four samples. */
    @Test
    void shouldGiveThePublishedIntervals() {
        assertInterval(81, 263, 0.2553, 0.3662);
        assertInterval(15, 148, 0.0624, 0.1605);
        assertInterval(0, 20, 0.0000, 0.1611);
        assertInterval(1, 29, 0.0061, 0.1718);
    }

    @Test
    void shouldStayWithinZeroAndOneWhereAllWereCounted() {
        // When
        ConfidenceInterval all = ConfidenceInterval.wilson(1, 20);

        // Then
        assertThat(all.high()).isEqualTo(1);
        assertThat(all.low()).isCloseTo(1 - 0.1611, within(5e-5));
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThatThrownBy(() -> ConfidenceInterval.wilson(1.2, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfidenceInterval.wilson(0.5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertInterval(int counted, int sample, double low, double high) {
        ConfidenceInterval interval = ConfidenceInterval.wilson((double) counted / sample, sample);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }
}
