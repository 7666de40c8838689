package dev.winnow.model.probe;

import dev.winnow.model.evaluation.ConfusionMatrix;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a training did and how good its result is.
 *
 * @param data name of the data set
 * @param labels class names
 * @param trainingDocuments documents learnt from
 * @param badRows rows of all files that could not be used
 * @param l2 strength of the L2 penalty that validation chose
 * @param iteration optimizer step that validation chose
 * @param validation confusion on the split that the choices were made on
 * @param test confusion on the test split, if the data has one; nothing was chosen by it
 * @param duration of the whole training
 */
public record ProbeReport(
        String data,
        List<String> labels,
        int trainingDocuments,
        int badRows,
        double l2,
        int iteration,
        ConfusionMatrix validation,
        Optional<ConfusionMatrix> test,
        Duration duration) {}
