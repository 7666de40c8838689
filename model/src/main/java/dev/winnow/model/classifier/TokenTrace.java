package dev.winnow.model.classifier;

import java.util.Arrays;

/**
 * How far each token of a document came.
 *
 * @param layers L, the layers of the encoder
 * @param reached for each token the number of layers that computed it: 0 where it left before the first, L where it stayed
 * @param scores for each token its contribution score, averaged over all L layers and 0 in those it did not reach; all 0
 *     where nothing was scored
 */
public record TokenTrace(int layers, int[] reached, float[] scores) {
    public TokenTrace {
        if (reached.length != scores.length) {
            throw new IllegalArgumentException("a trace has one layer and one score per token");
        }
    }

    /** Every token through every layer, none scored. */
    public static TokenTrace full(int tokens, int layers) {
        int[] reached = new int[tokens];
        Arrays.fill(reached, layers);
        return new TokenTrace(layers, reached, new float[tokens]);
    }

    /** Tokens of the document. */
    public int tokens() {
        return reached.length;
    }

    /** Tokens that went through every layer. */
    public int kept() {
        return (int) Arrays.stream(reached).filter(layer -> layer == layers).count();
    }
}
