package dev.winnow.model.reduction;

import java.util.List;

/**
 * The learnt part of adaptive token reduction (AdapLeR, Modarressi et al., ACL 2022): what stands before each layer of an
 * encoder, the first included.
 *
 * @param layers one per encoder layer
 */
public record Reduction(List<LayerReduction> layers) {
    /**
     * Before layer l, with m = L - l layers ahead, a document with n tokens left is scored only where n·m is at least this.
     * The rule looks at one document alone, so that a result does not depend on the other documents of its batch.
     *
     * <p>Measured on one core with MiniLM and documents of 8 to 48 tokens, the full encoder against thresholds that score and
     * drop nothing: a document alone pays for the score before a layer what 2 to 6 tokens pay for a layer in fp32 and 5 to 9 in
     * bf16, one among 40 others 0.1 to 0.6. At 6 a score that drops half of the tokens saves 3: a gain within a batch, and about
     * even for a document alone in fp32. At 16 no document would ever lose, but posts of 30 tokens could not be computed more
     * than 5.8 times as fast: they would keep 4 tokens to the end.
     */
    public static final int MIN_TOKEN_LAYERS = 6;

    public Reduction {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("token reduction stands before at least one layer");
        }
        layers = List.copyOf(layers);
    }

    /** Whether a document with that many tokens left is scored before the first of that many layers. */
    public static boolean scores(int tokens, int layersAhead) {
        return tokens * layersAhead >= MIN_TOKEN_LAYERS;
    }

    /** P, the width of the contribution predictors. */
    public int predictorWidth() {
        return Math.toIntExact(layers.get(0).inBias().shape()[0]);
    }
}
