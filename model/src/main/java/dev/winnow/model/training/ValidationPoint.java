package dev.winnow.model.training;

/**
 * A model in training, measured on validation.
 *
 * @param offset the δ offset; -1 is the full encoder
 * @param accuracy share of right labels
 * @param crossEntropy mean of −log of the right label's probability
 */
public record ValidationPoint(double offset, double accuracy, double crossEntropy) {}
