package dev.winnow.model.training.stages;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.evaluation.Evaluator;
import dev.winnow.model.training.TrainingProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures a bundle as it was written, so that a model card tells of what is shipped and not of what was in memory. */
public final class BundleMeasuring {
    private BundleMeasuring() {}

    /** Measures on validation, and on test if there is one. */
    public static Measurements measure(Path bundle, Dataset dataset, TrainingProgress progress) {
        List<EvaluationReport> reports = new ArrayList<>();
        try (Classifier classifier = BundleClassifier.load(Bundle.open(bundle), Precision.FP32);
                EngineWorkers workers =
                        new EngineWorkers(Runtime.getRuntime().availableProcessors())) {
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                if (dataset.has(split)) {
                    int documents = dataset.read(split).examples().size();
                    reports.add(new Evaluator(workers)
                            .evaluate(
                                    classifier,
                                    dataset,
                                    split,
                                    done -> progress.update(TrainingProgress.Phase.MEASURE, done, documents)));
                }
            }
        }
        return new Measurements(reports);
    }
}
