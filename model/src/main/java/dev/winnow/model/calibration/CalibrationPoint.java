package dev.winnow.model.calibration;

/**
 * An operating point: what one δ offset costs and gives, measured on the validation split.
 *
 * @param offset the δ offset
 * @param accuracy share of right labels, smoothed along the curve
 * @param accuracyLow lower end of the 95 % confidence interval of the accuracy as measured
 * @param accuracyHigh its upper end
 * @param macroF1 mean F1 of the classes, smoothed
 * @param agreement share of documents that get the full encoder's label, smoothed
 * @param flopsSpeedup FLOPs of the full encoder over those spent, predictors included, smoothed
 * @param throughputRatio documents a second over those of the full encoder, measured side by side, smoothed
 */
public record CalibrationPoint(
        double offset,
        double accuracy,
        double accuracyLow,
        double accuracyHigh,
        double macroF1,
        double agreement,
        double flopsSpeedup,
        double throughputRatio) {

    /** The point a share of the way from this one to the other, in every component. */
    CalibrationPoint towards(CalibrationPoint other, double share) {
        return new CalibrationPoint(
                mix(offset, other.offset, share),
                mix(accuracy, other.accuracy, share),
                mix(accuracyLow, other.accuracyLow, share),
                mix(accuracyHigh, other.accuracyHigh, share),
                mix(macroF1, other.macroF1, share),
                mix(agreement, other.agreement, share),
                mix(flopsSpeedup, other.flopsSpeedup, share),
                mix(throughputRatio, other.throughputRatio, share));
    }

    private static double mix(double from, double to, double share) {
        return from + share * (to - from);
    }
}
