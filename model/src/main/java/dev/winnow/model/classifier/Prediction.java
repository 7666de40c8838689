package dev.winnow.model.classifier;

import dev.winnow.model.encoder.ClassScores;
import java.util.List;

/**
 * What a classifier found in one document.
 *
 * @param labels the bundle's class names, in the order of {@code probabilities}
 * @param probabilities one per class; they add up to 1
 * @param trace how far each token came, in the order of the tokenized text
 * @param truncated whether the text was longer than that
 */
public record Prediction(List<String> labels, float[] probabilities, TokenTrace trace, boolean truncated) {

    /** Tokens the model read, the special ones included. */
    public int tokens() {
        return trace.tokens();
    }

    /** Index of the most probable class; the first of equals. */
    public int best() {
        return new ClassScores(probabilities, 0, probabilities.length).best();
    }

    /** The most probable class. */
    public String label() {
        return labels.get(best());
    }

    /** Probability of {@link #label()}. */
    public float probability() {
        return probabilities[best()];
    }
}
