package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.evaluation.BundleCalibration;
import dev.winnow.model.evaluation.EvaluationProgress;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.evaluation.Evaluator;
import dev.winnow.model.evaluation.OffsetSearch;
import dev.winnow.model.evaluation.SplitClassifier;
import dev.winnow.model.evaluation.TimingSettings;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that {@code evaluate} measures of bundles.
 *
 * @param dataset holds the split, and the validation split where speed-ups are asked for
 * @param split what is reported on
 * @param offsets measured as they are; empty with no speed-ups either means -1, and 0 for a bundle that reduces
 * @param speedups each measured at the offset that gives it on the validation split
 * @param rationale whether explanations are compared with what people marked
 * @param engine what computes the model
 * @param workers micro-batches computed at the same time
 */
record BundleEvaluation(
        Dataset dataset,
        Split split,
        List<DeltaOffset> offsets,
        List<Double> speedups,
        boolean rationale,
        Engine engine,
        int workers) {

    /**
     * What was measured of one bundle.
     *
     * @param report one point per target, in their order
     * @param targets what was measured
     * @param rationale how explanations compare, if that was asked for
     */
    record Result(EvaluationReport report, List<OperatingTarget> targets, Optional<RationaleScores> rationale) {}

    Result measure(Bundle bundle, EvaluationProgress progress) {
        try (BundleClassifier classifier = BundleClassifier.load(bundle, engine);
                EngineWorkers threads = new EngineWorkers(workers)) {
            SplitClassifier subject = new SplitClassifier(classifier, classifier.flops(), threads);
            List<OperatingTarget> targets = targets(bundle, subject, progress);
            EvaluationReport report = new Evaluator(subject, TimingSettings.DEFAULT)
                    .evaluate(
                            dataset.read(split),
                            split,
                            targets.stream().map(OperatingTarget::offset).toList(),
                            progress);
            Optional<RationaleScores> scores = rationale
                    ? Optional.of(RationaleScores.of(bundle, classifier, dataset.read(split), workers, progress))
                    : Optional.empty();
            return new Result(report, targets, scores);
        }
    }

    private List<OperatingTarget> targets(Bundle bundle, SplitClassifier subject, EvaluationProgress progress) {
        List<OperatingTarget> targets = new ArrayList<>();
        offsets.forEach(offset -> targets.add(OperatingTarget.of(offset)));
        if (!speedups.isEmpty()) {
            BundleCalibration.requireReduction(bundle);
            OffsetSearch search = OffsetSearch.on(subject, dataset.read(Split.VALIDATION), progress);
            for (double speedup : speedups) {
                targets.add(new OperatingTarget(search.find(speedup), OptionalDouble.of(speedup)));
            }
        }
        if (targets.isEmpty()) {
            targets.add(OperatingTarget.of(DeltaOffset.FULL));
            bundle.reduction().ifPresent(reduction -> targets.add(OperatingTarget.of(DeltaOffset.TRAINED)));
        }
        return targets;
    }
}
