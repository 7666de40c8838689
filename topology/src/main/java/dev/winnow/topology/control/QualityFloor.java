package dev.winnow.topology.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import java.util.OptionalDouble;

/**
 * What no speed is worth: the least quality an operating point may have by the bundle's calibration.
 *
 * @param accuracy least share of right labels, 0 to 1; empty for any
 * @param agreement least share of documents that get the full encoder's label, 0 to 1; empty for any
 */
public record QualityFloor(OptionalDouble accuracy, OptionalDouble agreement) {

    private static final double RESOLUTION = 1e-6;

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
        double good = curve.points().get(0).offset();
        if (!allows(curve.at(good))) {
            return OptionalDouble.empty();
        }
        double high = curve.points().get(curve.points().size() - 1).offset();
        if (allows(curve.at(high))) {
            return OptionalDouble.of(high);
        }
        double tooFast = high;
        while (tooFast - good > RESOLUTION) {
            double middle = (good + tooFast) / 2;
            if (allows(curve.at(middle))) {
                good = middle;
            } else {
                tooFast = middle;
            }
        }
        return OptionalDouble.of(good);
    }
}
