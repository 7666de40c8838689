package dev.winnow.model.evaluation;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.calibration.CalibrationChart;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.TimedWith;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.reduction.DeltaOffset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures a bundle as it lies on disk, and puts its curve into it.
 *
 * @param precision number format of the encoder
 * @param workers micro-batches computed at the same time
 * @param offsets δ offsets beside -1; empty leaves the choice to {@link Calibrator}
 */
public record BundleCalibration(Precision precision, int workers, List<DeltaOffset> offsets) {

    /**
     * Measures and writes.
     *
     * @param folder the bundle's
     * @param validation rows of the validation split
     * @throws BundleException if there is no sound bundle, or if it keeps every token
     */
    public CalibrationCurve calibrate(Path folder, DatasetSplit validation, EvaluationProgress progress) {
        Bundle bundle = Bundle.open(folder);
        requireReduction(bundle);
        CalibrationCurve curve = measure(bundle, validation, progress);
        String drawing = CalibrationChart.svg(bundle.manifest().name(), curve);
        BundleWriter.calibrate(folder, curve, drawing.getBytes(StandardCharsets.UTF_8));
        return curve;
    }

    private CalibrationCurve measure(Bundle bundle, DatasetSplit validation, EvaluationProgress progress) {
        try (BundleClassifier classifier = BundleClassifier.load(bundle, precision);
                EngineWorkers threads = new EngineWorkers(workers)) {
            Calibrator calibrator = new Calibrator(
                    new SplitClassifier(classifier, classifier.flops(), threads), TimingSettings.DEFAULT);
            CalibrationCurve curve = offsets.isEmpty()
                    ? calibrator.calibrate(validation, Split.VALIDATION, progress)
                    : calibrator.calibrate(validation, Split.VALIDATION, offsets, progress);
            return curve.with(new TimedWith(precision, workers));
        }
    }

    /**
     * Does nothing for a bundle with token reduction.
     *
     * @throws BundleException for any other: all of its offsets are the same
     */
    public static void requireReduction(Bundle bundle) {
        if (bundle.reduction().isEmpty()) {
            throw new BundleException(
                    "bundle '%s' keeps every token at any offset: it was not trained for reduction; make one with 'winnow train'"
                            .formatted(bundle.manifest().name()));
        }
    }
}
