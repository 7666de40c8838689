package dev.winnow.model.probe;

import dev.winnow.model.encoder.Precision;
import java.util.List;

/**
 * How a linear probe is trained. There is no seed: the training is deterministic.
 *
 * @param maxTokens what the model reads of a text, special tokens included
 * @param l2 strengths of the L2 penalty to try, from strong to weak; those after the first that
 *     does worse on validation are not tried
 * @param iterations the most optimizer steps for each strength; each reads all training features
 * @param patience steps without a better validation loss after which a fit ends
 * @param workers batches that go through the encoder at the same time
 * @param precision of the encoder; the one it will run with fits best
 */
public record ProbeSettings(
        int maxTokens, List<Double> l2, int iterations, int patience, int workers, Precision precision) {
    public ProbeSettings {
        l2 = List.copyOf(l2);
        require(maxTokens >= 3, "maxTokens must be 3 or more");
        require(!l2.isEmpty() && l2.stream().allMatch(value -> value >= 0), "l2 needs a value, none below 0");
        require(iterations >= 1 && patience >= 1, "iterations and patience must be 1 or more");
        require(workers >= 1, "workers must be 1 or more");
    }

    /** Settings that did well on validation for short posts and for news. */
    public static ProbeSettings defaults() {
        return new ProbeSettings(
                256,
                List.of(1.0, 0.3, 0.1, 0.03, 0.01, 0.003),
                100,
                15,
                Runtime.getRuntime().availableProcessors(),
                Precision.FP32);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
