package dev.winnow.topology.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What no speed is worth: the least quality an operating point may have by the bundle's calibration.
 *
 * @param accuracy least share of right labels, 0 to 1; empty for any
 * @param agreement least share of documents that get the full encoder's label, 0 to 1; empty for any
 */
public record QualityFloor(OptionalDouble accuracy, OptionalDouble agreement) {

    /** So far before the meeting point interpolation is sure to give what is asked for. */
    private static final double ROUNDING = 1e-9;

    /** Takes any quality. */
    public static final QualityFloor NONE = new QualityFloor(OptionalDouble.empty(), OptionalDouble.empty());

    public QualityFloor {
        accuracy.ifPresent(least -> requireShare("accuracy", least));
        agreement.ifPresent(least -> requireShare("agreement", least));
    }

    private static void requireShare(String name, double least) {
        if (!(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException("the least " + name + " must be 0 to 1, not " + least);
        }
    }

    /** Whether an operating point is good enough. */
    public boolean allows(CalibrationPoint point) {
        return point.accuracy() >= accuracy.orElse(0) && point.agreement() >= agreement.orElse(0);
    }

    /**
     * The fastest offset that is good enough: quality falls along a curve, so every smaller offset is good enough too.
     *
     * @return empty where not even the full encoder is
     */
    public OptionalDouble fastest(CalibrationCurve curve) {
        List<CalibrationPoint> points = curve.points();
        if (!allows(points.get(0))) {
            return OptionalDouble.empty();
        }
        for (int i = 1; i < points.size(); i++) {
            if (!allows(points.get(i))) {
                return OptionalDouble.of(lastAllowed(points.get(i - 1), points.get(i)));
            }
        }
        return OptionalDouble.of(curve.fastest());
    }

    /** Where the line between the points meets what is asked for first. */
    private double lastAllowed(CalibrationPoint good, CalibrationPoint bad) {
        double share = Math.min(
                shareAbove(accuracy.orElse(0), good.accuracy(), bad.accuracy()),
                shareAbove(agreement.orElse(0), good.agreement(), bad.agreement()));
        return good.offset() + share * (bad.offset() - good.offset());
    }

    private static double shareAbove(double least, double from, double to) {
        return to >= least ? 1 : Math.max(0, (from - least) / (from - to) - ROUNDING);
    }
}
