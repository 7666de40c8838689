package dev.winnow.topology.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.calibration.CalibrationCurve;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class SpeedCurveProperties {

    private static final double STEP = 1e-3;

    @Property(tries = 300)
    void shouldFindTheLeastOffsetThatIsSoFast(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 8) double ratio) {
        CalibrationCurve curve = Curves.any(new Random(seed));

        double found = new SpeedCurve(curve).offsetFor(ratio);

        double scanned = -1;
        double end = curve.points().get(curve.points().size() - 1).offset();
        while (scanned < end && curve.at(scanned).throughputRatio() < ratio) {
            scanned += STEP;
        }
        assertThat(found).isBetween(Math.min(scanned, end) - STEP - 1e-9, Math.min(scanned, end) + 1e-9);
    }

    @Property(tries = 300)
    void shouldCrossStretchesOfOneSpeedOnly(@ForAll long seed, @ForAll @DoubleRange(min = -1, max = 1) double offset) {
        CalibrationCurve curve = Curves.any(new Random(seed));
        SpeedCurve speed = new SpeedCurve(curve);

        double end = speed.endOfStretch(offset);

        assertThat(end).isGreaterThanOrEqualTo(offset);
        assertThat(speed.ratioAt(end)).isLessThanOrEqualTo(speed.ratioAt(offset) * 1.01 + 1e-9);
    }
}
