package dev.winnow.model.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The curve that the δ offset moves along. Between two points everything is interpolated linearly; before the first and
 * behind the last nothing is extrapolated.
 *
 * @param split what it was measured on
 * @param documents how many there were
 * @param points by rising offset, the full encoder (-1) first; at least one
 * @param timedWith what the throughput ratios were measured with, if that is known
 */
public record CalibrationCurve(
        String split, int documents, List<CalibrationPoint> points, Optional<TimedWith> timedWith) {
    public CalibrationCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a calibration curve has a point at least");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).offset() <= points.get(i - 1).offset()) {
                throw new IllegalArgumentException("the points of a calibration curve have rising offsets");
            }
        }
    }

    /** A curve of which nobody knows what its throughput ratios were measured with. */
    public CalibrationCurve(String split, int documents, List<CalibrationPoint> points) {
        this(split, documents, points, Optional.empty());
    }

    /** The same curve, with what its throughput ratios were measured with. */
    public CalibrationCurve with(TimedWith timing) {
        return new CalibrationCurve(split, documents, points, Optional.of(timing));
    }

    /**
     * The curve through measured points, smoothed so that a higher offset is never more accurate, never more like the full
     * encoder and never slower. The full encoder is the unit of both speed-ups: its point keeps 1, and no other falls below.
     *
     * @param measured by rising offset, the full encoder first
     */
    public static CalibrationCurve smoothed(String split, int documents, List<CalibrationPoint> measured) {
        double[] accuracy = falling(measured, CalibrationPoint::accuracy);
        double[] macroF1 = falling(measured, CalibrationPoint::macroF1);
        double[] agreement = falling(measured, CalibrationPoint::agreement);
        double[] flops = risingFromOne(measured, CalibrationPoint::flopsSpeedup);
        double[] throughput = risingFromOne(measured, CalibrationPoint::throughputRatio);
        List<CalibrationPoint> smooth = new ArrayList<>();
        for (int i = 0; i < accuracy.length; i++) {
            CalibrationPoint point = measured.get(i);
            smooth.add(new CalibrationPoint(
                    point.offset(),
                    accuracy[i],
                    point.accuracyLow(),
                    point.accuracyHigh(),
                    macroF1[i],
                    agreement[i],
                    flops[i],
                    throughput[i]));
        }
        return new CalibrationCurve(split, documents, smooth);
    }

    private static double[] falling(List<CalibrationPoint> points, ToDoubleFunction<CalibrationPoint> value) {
        return Isotonic.falling(points.stream().mapToDouble(value).toArray());
    }

    /** The nearest rising sequence of at least 1: cutting the unbounded one off at the bound is that. */
    private static double[] risingFromOne(List<CalibrationPoint> points, ToDoubleFunction<CalibrationPoint> value) {
        double[] measured = points.stream().mapToDouble(value).toArray();
        double[] reduced = Isotonic.rising(Arrays.copyOfRange(measured, 1, measured.length));
        double[] smooth = new double[measured.length];
        smooth[0] = 1;
        for (int i = 1; i < smooth.length; i++) {
            smooth[i] = Math.max(1, reduced[i - 1]);
        }
        return smooth;
    }

    /** The fastest offset that was measured. */
    public double fastest() {
        return points.get(points.size() - 1).offset();
    }

    /** What to expect at an offset between the first point and the last; nobody measured what is beyond. */
    public Optional<CalibrationPoint> measuredAt(double offset) {
        boolean within = offset >= points.get(0).offset() && offset <= fastest();
        return within ? Optional.of(at(offset)) : Optional.empty();
    }

    /** What to expect at an offset. */
    public CalibrationPoint at(double offset) {
        int above = 0;
        while (above < points.size() && points.get(above).offset() < offset) {
            above++;
        }
        if (above == 0) {
            return points.get(0);
        }
        if (above == points.size()) {
            return points.get(above - 1);
        }
        CalibrationPoint from = points.get(above - 1);
        CalibrationPoint to = points.get(above);
        return from.towards(to, (offset - from.offset()) / (to.offset() - from.offset()));
    }

    /**
     * The least offset that is this much faster in FLOPs: that of the first point where any speed-up up to its own is wanted,
     * that of the last where the curve does not reach so far.
     */
    public double offsetFor(double flopsSpeedup) {
        for (int i = 0; i < points.size(); i++) {
            CalibrationPoint to = points.get(i);
            if (to.flopsSpeedup() >= flopsSpeedup) {
                return i == 0 ? to.offset() : between(points.get(i - 1), to, flopsSpeedup);
            }
        }
        return fastest();
    }

    private static double between(CalibrationPoint from, CalibrationPoint to, double flopsSpeedup) {
        double share = (flopsSpeedup - from.flopsSpeedup()) / (to.flopsSpeedup() - from.flopsSpeedup());
        return from.offset() + share * (to.offset() - from.offset());
    }
}
