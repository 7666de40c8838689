package dev.winnow.topology.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.calibration.CalibrationCurve;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class QualityFloorProperties {

    private static final int STEPS = 2_000;

    @Property(tries = 300)
    void shouldFindTheOffsetThatAScanOfTheCurveFinds(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.3, max = 1) double accuracy,
            @ForAll @DoubleRange(min = 0.5, max = 1) double agreement) {
        CalibrationCurve curve = Curves.any(new Random(seed));
        QualityFloor floor = new QualityFloor(OptionalDouble.of(accuracy), OptionalDouble.of(agreement));

        OptionalDouble fastest = floor.fastest(curve);

        OptionalDouble scanned = scan(curve, accuracy, agreement);
        assertThat(fastest.isPresent()).isEqualTo(scanned.isPresent());
        scanned.ifPresent(
                offset -> assertThat(fastest.getAsDouble()).isBetween(offset - 1e-9, offset + stepOf(curve) + 1e-9));
    }

    @Property(tries = 300)
    void shouldAllowWhatItFinds(@ForAll long seed, @ForAll @DoubleRange(min = 0.3, max = 1) double accuracy) {
        CalibrationCurve curve = Curves.any(new Random(seed));
        QualityFloor floor = new QualityFloor(OptionalDouble.of(accuracy), OptionalDouble.empty());

        OptionalDouble fastest = floor.fastest(curve);

        fastest.ifPresent(offset -> assertThat(curve.at(offset).accuracy()).isGreaterThanOrEqualTo(accuracy));
    }

    /** The last of many offsets along the curve before the first that is not good enough. */
    private static OptionalDouble scan(CalibrationCurve curve, double accuracy, double agreement) {
        OptionalDouble last = OptionalDouble.empty();
        for (int i = 0; i <= STEPS; i++) {
            double offset = i == STEPS ? end(curve) : -1 + i * stepOf(curve);
            if (curve.at(offset).accuracy() < accuracy || curve.at(offset).agreement() < agreement) {
                break;
            }
            last = OptionalDouble.of(offset);
        }
        return last;
    }

    private static double stepOf(CalibrationCurve curve) {
        return (end(curve) + 1) / STEPS;
    }

    private static double end(CalibrationCurve curve) {
        return curve.points().get(curve.points().size() - 1).offset();
    }
}
