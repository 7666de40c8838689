package dev.winnow.model.reduction;

import dev.winnow.model.checkpoint.EncoderConfig;
import java.util.Optional;

/**
 * Floating-point operations of a document, 2 per multiply-add: what a speed-up is counted in, because it does not depend on
 * the machine. Norms, embeddings, pooling and the head are left out.
 *
 * <p>With H the hidden and I the intermediate size, P the width of the predictors and n tokens, a layer costs
 * {@code n(8H² + 4HI) + 4n²H} and its predictor {@code 2n(HP + P)}.
 */
public final class Flops {
    private final EncoderConfig config;
    private final int predictorWidth;

    /** Counts for an encoder, with what its predictors cost where it has them. */
    public Flops(EncoderConfig config, Optional<Reduction> reduction) {
        this.config = config;
        this.predictorWidth = reduction.map(Reduction::predictorWidth).orElse(0);
    }

    /** The full encoder on a document of {@code tokens} tokens. */
    public double full(int tokens) {
        return config.layers() * layer(tokens);
    }

    /**
     * The reduced encoder, predictors included. Of a document that was not scored, because all of its tokens were to stay,
     * {@link #full} is the cost.
     *
     * @param reached for each token of one document the number of layers that computed it
     */
    public double reduced(int[] reached) {
        double flops = 0;
        int before = reached.length;
        for (int layer = 0; layer < config.layers(); layer++) {
            if (Reduction.scores(before, config.layers() - layer)) {
                flops += predictor(before);
            }
            int left = 0;
            for (int layers : reached) {
                if (layers > layer) {
                    left++;
                }
            }
            flops += layer(left);
            before = left;
        }
        return flops;
    }

    private double layer(double tokens) {
        double h = config.hidden();
        return tokens * (8 * h * h + 4 * h * config.intermediate()) + 4 * tokens * tokens * h;
    }

    private double predictor(double tokens) {
        return 2 * tokens * ((double) config.hidden() * predictorWidth + predictorWidth);
    }
}
