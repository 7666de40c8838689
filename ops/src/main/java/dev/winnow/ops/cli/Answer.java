package dev.winnow.ops.cli;

import dev.winnow.model.classifier.Prediction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A prediction as {@code classify --json} writes it.
 *
 * @param label the most probable class
 * @param probability its probability
 * @param probabilities probability of every class, in the order of the bundle's labels
 * @param tokens tokens the model read
 * @param truncated whether the text was longer than that
 */
record Answer(String label, float probability, Map<String, Float> probabilities, int tokens, boolean truncated) {

    static Answer of(Prediction prediction) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < prediction.labels().size(); c++) {
            probabilities.put(prediction.labels().get(c), prediction.probabilities()[c]);
        }
        return new Answer(
                prediction.label(),
                prediction.probability(),
                probabilities,
                prediction.tokens(),
                prediction.truncated());
    }
}
