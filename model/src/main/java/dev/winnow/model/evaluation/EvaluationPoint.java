package dev.winnow.model.evaluation;

/**
 * What was measured at one δ offset.
 *
 * @param offset the δ offset; {@value #FULL_ENCODER} is the full encoder
 * @param confusion which class was taken for which
 * @param flopsSpeedup FLOPs of the full encoder over those spent
 * @param documentsPerSecond measured, tokenizing included, after a warm-up
 */
public record EvaluationPoint(
        double offset, ConfusionMatrix confusion, double flopsSpeedup, double documentsPerSecond) {

    /** The offset that keeps every token. */
    public static final double FULL_ENCODER = -1.0;

    public double accuracy() {
        return confusion.accuracy();
    }

    public double macroF1() {
        return confusion.macroF1();
    }
}
