package dev.winnow.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.reduction.DeltaOffset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    private final EngineWorkers workers = new EngineWorkers(2);
    private final SplitClassifier subject =
            new SplitClassifier(new LengthClassifier(), LengthClassifier.FLOPS, workers);
    private final Calibrator calibrator = new Calibrator(subject, new TimingSettings(1, 1_000));

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void shouldMeasureTheOffsetsAskedForAndTheFullEncoder() {
        // When
        CalibrationCurve curve = calibrator.calibrate(
                lengths(),
                Split.VALIDATION,
                List.of(DeltaOffset.TRAINED, new DeltaOffset(-0.5)),
                EvaluationProgress.SILENT);

        // Then: of 200 documents 150 are right with all tokens; with three quarters of them, or half, 183 and 150 are,
        // which is smoothed so that fewer tokens are never better
        assertThat(curve.split()).isEqualTo("validation");
        assertThat(curve.documents()).isEqualTo(200);
        assertThat(curve.points()).extracting(CalibrationPoint::offset).containsExactly(-1.0, -0.5, 0.0);
        assertThat(curve.points().get(0).accuracy()).isCloseTo((150 + 183) / 400.0, within(1e-12));
        assertThat(curve.points().get(1).accuracy()).isCloseTo((150 + 183) / 400.0, within(1e-12));
        assertThat(curve.points().get(2).accuracy()).isEqualTo(0.75);
        assertThat(curve.points()).extracting(CalibrationPoint::agreement).containsExactly(1.0, 167 / 200.0, 0.5);
        // Wilson's interval of 183 in 200, from the formula with z = 1.96
        assertThat(curve.points().get(1).accuracyLow()).isCloseTo(0.8682, within(1e-3));
        assertThat(curve.points().get(1).accuracyHigh()).isCloseTo(0.9462, within(1e-3));
    }

    @Test
    void shouldSpreadOffsetsOverTheSpeedUps() {
        // When
        CalibrationCurve curve = calibrator.calibrate(lengths(), Split.VALIDATION, EvaluationProgress.SILENT);

        // Then: from 1 to 2 in 14 steps of like ratio
        List<CalibrationPoint> points = curve.points();
        assertThat(points).hasSize(Calibrator.POINTS);
        assertThat(points).extracting(CalibrationPoint::offset).contains(-1.0, 0.0, 1.0);
        for (int i = 1; i < points.size(); i++) {
            double step = points.get(i).flopsSpeedup() / points.get(i - 1).flopsSpeedup();
            assertThat(step).isBetween(1.0, 1.12);
        }
        assertThat(points.get(14).flopsSpeedup()).isCloseTo(2, within(0.01));
    }

    private static DatasetSplit lengths() {
        List<Example> examples = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> new Example("line-" + n, "x".repeat(n), n <= 150 ? "short" : "long"))
                .toList();
        return new DatasetSplit(Path.of("validation.jsonl"), examples, List.of());
    }
}
