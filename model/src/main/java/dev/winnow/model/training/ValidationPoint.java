package dev.winnow.model.training;

import java.util.List;

/**
 * A model in training, measured on validation.
 *
 * @param offset the δ offset; -1 is the full encoder
 * @param accuracy share of right labels
 * @param crossEntropy mean of −log of the right label's probability
 * @param meanTokens tokens that each layer computes, mean over the documents
 */
public record ValidationPoint(double offset, double accuracy, double crossEntropy, List<Double> meanTokens) {
    public ValidationPoint {
        meanTokens = List.copyOf(meanTokens);
    }
}
