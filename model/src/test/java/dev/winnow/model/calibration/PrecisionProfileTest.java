package dev.winnow.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.encoder.ActivationRanges;
import dev.winnow.model.encoder.Precision;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrecisionProfileTest {
    private static final Set<Precision> ALL = EnumSet.allOf(Precision.class);

    @Test
    void shouldCountTheWorstOffset() {
        // Given
        PrecisionProfile profile = profile(0.9005, 0.8960);

        // When / Then
        assertThat(profile.lost(Precision.INT8).orElseThrow()).isCloseTo(0.004, within(1e-12));
        assertThat(profile.lost(Precision.FP32)).hasValue(0);
    }

    @Test
    void shouldTakeTheFastestWithinTheBound() {
        assertThat(profile(0.8990, 0.8980).fastest(ALL)).isEqualTo(Precision.INT8);
        assertThat(profile(0.9005, 0.8960).fastest(ALL)).isEqualTo(Precision.BF16);
    }

    @Test
    void shouldTakeNothingThatTheProcessorOrTheBundleLacks() {
        assertThat(profile(0.9, 0.9).fastest(EnumSet.of(Precision.FP32, Precision.BF16)))
                .isEqualTo(Precision.BF16);
        assertThat(profile(0.9, 0.9).fastest(EnumSet.of(Precision.FP32))).isEqualTo(Precision.FP32);
        assertThat(new PrecisionProfile("validation", 7, new ActivationRanges(List.of()), List.of()).fastest(ALL))
                .isEqualTo(Precision.FP32);
    }

    private static PrecisionProfile profile(double int8Full, double int8Trained) {
        return new PrecisionProfile(
                "validation",
                2000,
                new ActivationRanges(List.of()),
                List.of(
                        new PrecisionPoint(Precision.FP32, -1, 0.9, 1),
                        new PrecisionPoint(Precision.FP32, 0, 0.9, 1),
                        new PrecisionPoint(Precision.BF16, -1, 0.899, 0.99),
                        new PrecisionPoint(Precision.BF16, 0, 0.901, 0.99),
                        new PrecisionPoint(Precision.INT8, -1, int8Full, 0.98),
                        new PrecisionPoint(Precision.INT8, 0, int8Trained, 0.98)));
    }
}
