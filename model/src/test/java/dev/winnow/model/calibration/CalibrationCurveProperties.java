package dev.winnow.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CalibrationCurveProperties {
    private final CalibrationCurve curve = new CalibrationCurve(
            "validation",
            100,
            List.of(point(-1, 0.9, 1), point(-0.5, 0.9, 1), point(0, 0.8, 2), point(0.5, 0.7, 2), point(1, 0.5, 6)));

    @Example
    void shouldInterpolateBetweenItsPointsAndStopAtItsEnds() {
        assertThat(curve.at(-0.25).accuracy()).isCloseTo(0.85, within(1e-12));
        assertThat(curve.at(-0.25).flopsSpeedup()).isCloseTo(1.5, within(1e-12));
        assertThat(curve.at(-0.25).offset()).isCloseTo(-0.25, within(1e-12));
        assertThat(curve.at(0)).isEqualTo(curve.points().get(2));
        assertThat(curve.at(-1)).isEqualTo(curve.points().get(0));
        assertThat(curve.at(2)).isEqualTo(curve.points().get(4));
    }

    @Example
    void shouldGiveTheLeastOffsetOfASpeedUp() {
        assertThat(curve.offsetFor(1)).isEqualTo(-1);
        assertThat(curve.offsetFor(0.5)).isEqualTo(-1);
        assertThat(curve.offsetFor(1.5)).isCloseTo(-0.25, within(1e-12));
        assertThat(curve.offsetFor(2)).isCloseTo(0, within(1e-12));
        assertThat(curve.offsetFor(4)).isCloseTo(0.75, within(1e-12));
        assertThat(curve.offsetFor(7)).isEqualTo(1);
    }

    @Example
    void shouldRefuseOffsetsThatDoNotRiseAndAnEmptyCurve() {
        assertThatThrownBy(() -> new CalibrationCurve("test", 1, List.of(point(0, 1, 1), point(0, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CalibrationCurve("test", 1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void shouldBeMonotoneWhateverWasMeasured(
            @ForAll @Size(min = 1, max = 15) List<@DoubleRange(min = 0.5, max = 9) Double> speedups,
            @ForAll @IntRange(min = 1, max = 97) int noise) {
        // Given: accuracies that jump
        List<CalibrationPoint> measured = new ArrayList<>();
        for (int i = 0; i < speedups.size(); i++) {
            measured.add(point(-1 + i * 0.125, (i * noise % 31) / 31.0, speedups.get(i)));
        }

        // When
        List<CalibrationPoint> points =
                CalibrationCurve.smoothed("validation", 10, measured).points();

        // Then
        assertThat(points).hasSameSizeAs(measured);
        assertThat(points.get(0).flopsSpeedup()).isEqualTo(1);
        assertThat(points.get(0).throughputRatio()).isEqualTo(1);
        for (int i = 1; i < points.size(); i++) {
            CalibrationPoint before = points.get(i - 1);
            CalibrationPoint point = points.get(i);
            assertThat(point.accuracy()).isLessThanOrEqualTo(before.accuracy());
            assertThat(point.macroF1()).isLessThanOrEqualTo(before.macroF1());
            assertThat(point.agreement()).isLessThanOrEqualTo(before.agreement());
            assertThat(point.flopsSpeedup()).isGreaterThanOrEqualTo(before.flopsSpeedup());
            assertThat(point.throughputRatio()).isGreaterThanOrEqualTo(before.throughputRatio());
            assertThat(point.accuracyLow()).isEqualTo(measured.get(i).accuracyLow());
        }
    }

    @Property(tries = 300)
    void shouldFindTheOffsetOfEverySpeedUpThatItReaches(
            @ForAll @Size(min = 2, max = 15) List<@DoubleRange(min = 1, max = 9) Double> speedups,
            @ForAll @DoubleRange(min = 1, max = 9) double wanted) {
        // Given
        List<CalibrationPoint> measured = new ArrayList<>();
        for (int i = 0; i < speedups.size(); i++) {
            measured.add(point(-1 + i * 0.125, 0.5, speedups.get(i)));
        }
        CalibrationCurve smooth = CalibrationCurve.smoothed("validation", 10, measured);
        double most = smooth.points().get(speedups.size() - 1).flopsSpeedup();

        // When
        double offset = smooth.offsetFor(wanted);

        // Then
        assertThat(smooth.at(offset).flopsSpeedup()).isCloseTo(Math.min(wanted, most), within(1e-6));
    }

    private static CalibrationPoint point(double offset, double accuracy, double speedup) {
        return new CalibrationPoint(
                offset, accuracy, accuracy - 0.01, accuracy + 0.01, accuracy, accuracy, speedup, speedup);
    }
}
