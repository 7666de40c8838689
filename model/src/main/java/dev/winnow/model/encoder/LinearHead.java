package dev.winnow.model.encoder;

/**
 * A linear classifier over a document's pooled features: {@code logits = features · weightᵀ + bias}.
 *
 * @param classes C
 * @param features F, as {@link PackedEncoder#featureCount()} says
 * @param weight {@code [C, F]}, row by row
 * @param bias {@code [C]}
 */
public record LinearHead(int classes, int features, float[] weight, float[] bias) {
    public LinearHead {
        if (weight.length != classes * features || bias.length != classes) {
            throw new IllegalArgumentException("head of %d classes over %d features has %d weights and %d biases"
                    .formatted(classes, features, weight.length, bias.length));
        }
    }
}
