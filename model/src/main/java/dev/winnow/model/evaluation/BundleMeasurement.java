package dev.winnow.model.evaluation;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.reduction.DeltaOffset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Measures a bundle as it was written, so that a model card tells of what is shipped and not of what was in memory. */
public final class BundleMeasurement {
    /** What a reduced model is measured at. */
    private static final List<DeltaOffset> OFFSETS =
            DoubleStream.of(-1, 0, 0.25, 0.5, 1).mapToObj(DeltaOffset::new).toList();

    /** Speeds are the business of calibration; a card tells of accuracy. */
    private static final TimingSettings BRIEFLY = new TimingSettings(1, 1_000);

    private BundleMeasurement() {}

    /** One report on validation, and one on test if there is such a split. */
    public static List<EvaluationReport> measure(Path folder, Dataset dataset, EvaluationProgress progress) {
        Bundle bundle = Bundle.open(folder);
        List<DeltaOffset> offsets = bundle.reduction().isPresent() ? OFFSETS : List.of(DeltaOffset.FULL);
        List<EvaluationReport> reports = new ArrayList<>();
        try (BundleClassifier classifier = BundleClassifier.load(bundle, Precision.FP32);
                EngineWorkers workers = new EngineWorkers(Runtime.getRuntime().availableProcessors())) {
            Evaluator evaluator = new Evaluator(new SplitClassifier(classifier, classifier.flops(), workers), BRIEFLY);
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                if (dataset.has(split)) {
                    reports.add(evaluator.evaluate(dataset.read(split), split, offsets, progress));
                }
            }
        }
        return reports;
    }
}
