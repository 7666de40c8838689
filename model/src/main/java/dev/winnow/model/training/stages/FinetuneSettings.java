package dev.winnow.model.training.stages;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the encoder is fine-tuned.
 *
 * @param epochs the most passes over the training documents; the learning rate falls to 0 over them
 * @param learningRate its highest value
 * @param patience epochs without a better validation accuracy after which the stage ends
 */
public record FinetuneSettings(int epochs, double learningRate, int patience) {
    public FinetuneSettings {
        Settings.require(epochs >= 1, "epochs must be 1 or more, not " + epochs);
        Settings.require(learningRate > 0, "learning-rate must be above 0, not " + learningRate);
        Settings.require(patience >= 1, "patience must be 1 or more, not " + patience);
    }

    /** What did well on validation for short posts. */
    public static FinetuneSettings defaults() {
        return new FinetuneSettings(4, 5e-5, 2);
    }

    /** All of it by the names of the command line. */
    Map<String, String> byName() {
        Map<String, String> values = new TreeMap<>();
        values.put("epochs", String.valueOf(epochs));
        values.put("learning-rate", String.valueOf(learningRate));
        values.put("patience", String.valueOf(patience));
        return values;
    }
}
