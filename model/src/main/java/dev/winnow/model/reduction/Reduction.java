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
     * Before layer l, with m = L - l layers ahead, a document with n tokens left is scored only where n·m is at least this:
     * scoring costs more than it could save below. The rule looks at one document alone, so that a result does not depend
     * on the other documents of its batch.
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
