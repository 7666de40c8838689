package dev.winnow.model.bundle;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a bundle came to be, for people and for comparison; nothing is computed from it.
 *
 * @param stage which training made it, for instance {@code probe}
 * @param data name of the data set
 * @param examples training examples
 * @param settings the settings that mattered, by name
 * @param metrics measured values by name, for instance {@code test.accuracy}
 */
public record TrainingInfo(
        String stage, String data, int examples, Map<String, String> settings, Map<String, Double> metrics) {
    public TrainingInfo {
        settings = new TreeMap<>(settings);
        metrics = new TreeMap<>(metrics);
    }
}
