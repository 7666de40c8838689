package dev.winnow.model.evaluation;

import dev.winnow.model.reduction.DeltaOffset;

/**
 * What was measured at one δ offset.
 *
 * @param offset the δ offset
 * @param confusion which class was taken for which
 * @param agreement share of documents that get the label that the full encoder gives them
 * @param keptTokens share of the tokens that went through every layer
 * @param flopsSpeedup FLOPs of the full encoder over those spent, predictors included
 * @param documentsPerSecond measured, tokenizing included, after a warm-up
 * @param throughputRatio documents a second over those of the full encoder, both measured in turn and without tokenizing
 */
public record EvaluationPoint(
        DeltaOffset offset,
        ConfusionMatrix confusion,
        double agreement,
        double keptTokens,
        double flopsSpeedup,
        double documentsPerSecond,
        double throughputRatio) {

    public double accuracy() {
        return confusion.accuracy();
    }

    public double macroF1() {
        return confusion.macroF1();
    }
}
