package dev.winnow.model.training;

import dev.winnow.model.encoder.Precision;
import java.util.List;

/**
 * How a linear probe is trained.
 *
 * @param maxTokens what the model reads of a text, special tokens included
 * @param l2 strengths of the L2 penalty to try; validation chooses
 * @param epochs the most passes over the training features for each strength
 * @param patience epochs without a better validation loss after which a fit ends
 * @param batch documents for each step of the optimizer
 * @param learningRate step size at the start; it falls to zero over {@code epochs}, linearly
 * @param seed of the order of the documents; everything else is deterministic
 * @param workers batches that go through the encoder at the same time
 * @param precision of the encoder; the one it will run with gives the best fit
 */
public record ProbeSettings(
        int maxTokens,
        List<Double> l2,
        int epochs,
        int patience,
        int batch,
        double learningRate,
        long seed,
        int workers,
        Precision precision) {
    public ProbeSettings {
        l2 = List.copyOf(l2);
        require(maxTokens >= 3, "maxTokens must be 3 or more");
        require(!l2.isEmpty() && l2.stream().allMatch(value -> value >= 0), "l2 needs a value, none below 0");
        require(epochs >= 1 && patience >= 1 && batch >= 1, "epochs, patience and batch must be 1 or more");
        require(learningRate > 0, "learningRate must be above 0");
        require(workers >= 1, "workers must be 1 or more");
    }

    /** Settings that did well on validation for short posts and for news. */
    public static ProbeSettings defaults() {
        return new ProbeSettings(
                256,
                List.of(0.3, 0.1, 0.03, 0.01),
                30,
                4,
                256,
                3e-4,
                1,
                Runtime.getRuntime().availableProcessors(),
                Precision.FP32);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
