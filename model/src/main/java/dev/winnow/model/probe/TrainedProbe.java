package dev.winnow.model.probe;

import dev.winnow.model.bundle.BundleContents;
import dev.winnow.model.bundle.TrainingInfo;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.evaluation.ConfusionMatrix;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The result of {@link ProbeTrainer}.
 *
 * @param head the classifier, over raw features
 * @param settings what it was trained with
 * @param encoderSha256 of the encoder's weights
 * @param report how good it is
 */
public record TrainedProbe(LinearHead head, ProbeSettings settings, String encoderSha256, ProbeReport report) {

    /**
     * What to write with {@link dev.winnow.model.bundle.BundleWriter}.
     *
     * @param name name of the bundle
     * @param version its version
     * @param about Markdown about data, licences, intended use and limits, for the model card; may be empty
     * @param encoderFolder the checkpoint folder that was trained on; empty for the base encoder
     */
    public BundleContents contents(String name, String version, String about, Optional<Path> encoderFolder) {
        return new BundleContents(
                name,
                version,
                report.labels(),
                settings.maxTokens(),
                head,
                encoderSha256,
                encoderFolder,
                new TrainingInfo("probe", report.data(), report.trainingDocuments(), settingsByName(), metrics()),
                new ProbeCard(name, version, about, this).markdown());
    }

    private Map<String, String> settingsByName() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("iteration", String.valueOf(report.iteration()));
        values.put("l2", String.valueOf(report.l2()));
        values.put("precision", String.valueOf(settings.precision()));
        return values;
    }

    private Map<String, Double> metrics() {
        Map<String, Double> values = new LinkedHashMap<>();
        put(values, "validation", report.validation());
        report.test().ifPresent(test -> put(values, "test", test));
        return values;
    }

    private static void put(Map<String, Double> values, String split, ConfusionMatrix confusion) {
        values.put(split + ".documents", (double) confusion.documents());
        values.put(split + ".accuracy", rounded(confusion.accuracy()));
        values.put(split + ".macroF1", rounded(confusion.macroF1()));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
