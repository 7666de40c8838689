package dev.winnow.model.evaluation;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.calibration.PrecisionPoint;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.encoder.ActivationObserver;
import dev.winnow.model.encoder.ActivationRanges;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.evaluation.EvaluationProgress.Phase;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures what a bundle needs for 8-bit integers and what it loses in each precision, and puts it into the bundle.
 *
 * @param workers micro-batches computed at the same time
 */
public record PrecisionCalibration(int workers) {
    /** Documents that the ranges are taken from; four times as many gave ranges within 4 % of these. */
    private static final int OBSERVED = 512;

    /**
     * Measures and writes: the ranges first, because the bundle as it lies on disk is what is measured.
     *
     * @param folder the bundle's
     * @param validation rows of the validation split
     * @throws BundleException if there is no sound bundle, or if it cannot be written
     */
    public PrecisionProfile calibrate(Path folder, DatasetSplit validation, EvaluationProgress progress) {
        int documents = validation.examples().size();
        ActivationRanges ranges = observe(Bundle.open(folder), validation, progress);
        String split = Split.VALIDATION.fileName();
        BundleWriter.profile(folder, new PrecisionProfile(split, documents, ranges, List.of()));
        List<PrecisionPoint> points = measure(Bundle.open(folder), validation, progress);
        PrecisionProfile profile = new PrecisionProfile(split, documents, ranges, points);
        BundleWriter.profile(folder, profile);
        return profile;
    }

    private static ActivationRanges observe(Bundle bundle, DatasetSplit validation, EvaluationProgress progress) {
        Checkpoint checkpoint = bundle.checkpoint();
        List<String> texts = validation.examples().stream()
                .limit(OBSERVED)
                .map(Example::text)
                .toList();
        List<PackedBatch> batches = new ArrayList<>();
        try (DocumentTokenizer tokenizer = new DocumentTokenizer(
                checkpoint.tokenizerJson(), bundle.manifest().maxTokens())) {
            TokenBudget.DEFAULT.forEachBatch(
                    texts, tokenizer::tokenize, (first, documents) -> batches.add(PackedBatch.of(documents)));
        }
        AtomicLong done = new AtomicLong();
        try (ActivationObserver observer = new ActivationObserver(checkpoint)) {
            return observer.observe(
                    batches,
                    batch -> progress.update(Phase.OBSERVE, done.addAndGet(batch.documents()), 2L * texts.size()));
        }
    }

    private List<PrecisionPoint> measure(Bundle bundle, DatasetSplit validation, EvaluationProgress progress) {
        List<DeltaOffset> offsets = bundle.reduction().isPresent()
                ? List.of(DeltaOffset.FULL, DeltaOffset.TRAINED)
                : List.of(DeltaOffset.FULL);
        List<SplitRun> exact = List.of();
        List<PrecisionPoint> points = new ArrayList<>();
        for (Precision precision : Precision.ON_PROCESSORS) {
            try (BundleClassifier classifier = BundleClassifier.load(bundle, precision);
                    EngineWorkers threads = new EngineWorkers(workers)) {
                if (classifier.precision() != precision) {
                    continue;
                }
                SplitClassifier subject = new SplitClassifier(classifier, classifier.flops(), threads);
                RunsByOffset runs = new RunsByOffset(subject, validation, offsets.size(), progress);
                List<SplitRun> measured = offsets.stream().map(runs::at).toList();
                exact = precision == Precision.FP32 ? measured : exact;
                for (int i = 0; i < offsets.size(); i++) {
                    points.add(new PrecisionPoint(
                            precision,
                            offsets.get(i).value(),
                            runs.accuracy(offsets.get(i)),
                            measured.get(i).agreement(exact.get(i))));
                }
            }
        }
        return points;
    }
}
