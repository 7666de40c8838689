package dev.winnow.model.reduction;

import dev.winnow.model.checkpoint.FloatTensor;

/**
 * What decides which tokens enter one layer: a contribution predictor, {@code Linear(H→P), GELU, Linear(P→1)}, and a threshold.
 *
 * @param inWeight {@code [P, H]}
 * @param inBias {@code [P]}
 * @param outWeight {@code [1, P]}; there is no bias behind it, because a softmax over the document follows
 * @param threshold η: the share of an even score {@code 1/n} below which a token leaves; 0.01 to 1
 * @param clsScale θ: what the exponentiated score of [CLS] is multiplied by before the softmax; above 0
 */
public record LayerReduction(
        FloatTensor inWeight, FloatTensor inBias, FloatTensor outWeight, float threshold, float clsScale) {
    public LayerReduction {
        long width = inBias.shape()[0];
        if (inWeight.shape().length != 2
                || inWeight.shape()[0] != width
                || outWeight.shape().length != 2
                || outWeight.shape()[0] != 1
                || outWeight.shape()[1] != width) {
            throw new IllegalArgumentException("the weights of a contribution predictor do not fit each other");
        }
        if (!(threshold >= 0 && threshold <= 1) || !(clsScale > 0)) {
            throw new IllegalArgumentException(
                    "threshold %s must be 0 to 1 and clsScale %s above 0".formatted(threshold, clsScale));
        }
    }
}
