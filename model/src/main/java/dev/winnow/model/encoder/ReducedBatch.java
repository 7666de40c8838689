package dev.winnow.model.encoder;

import java.util.Arrays;

/**
 * What a packed batch of D documents and T tokens gives when tokens may leave on their way.
 *
 * @param logits scores of the C classes before the softmax, {@code [D, C]}, row by row
 * @param reached for each token the number of layers that computed it, {@code [T]}: L where it stayed
 * @param scores for each token its contribution score, averaged over all L layers and 0 where it was not scored, {@code [T]}
 */
public record ReducedBatch(float[] logits, int[] reached, float[] scores) {

    /** Every token through every layer, none scored. */
    public static ReducedBatch full(float[] logits, int tokens, int layers) {
        int[] reached = new int[tokens];
        Arrays.fill(reached, layers);
        return new ReducedBatch(logits, reached, new float[tokens]);
    }

    /** The result of {@code packed_encoder.py}: logits, layers reached and scores in one array. */
    static ReducedBatch of(float[] result, int tokens) {
        int classes = result.length - 2 * tokens;
        int[] reached = new int[tokens];
        for (int t = 0; t < tokens; t++) {
            reached[t] = (int) result[classes + t];
        }
        return new ReducedBatch(
                Arrays.copyOf(result, classes), reached, Arrays.copyOfRange(result, classes + tokens, result.length));
    }
}
