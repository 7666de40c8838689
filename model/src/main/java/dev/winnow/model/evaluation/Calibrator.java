package dev.winnow.model.evaluation;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.calibration.ConfidenceInterval;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Measures the curve that a bundle's δ offset moves along. */
public final class Calibrator {
    /** Points of a curve whose offsets nobody chose. */
    public static final int POINTS = 15;

    private final SplitClassifier subject;
    private final TimingSettings timing;

    public Calibrator(SplitClassifier subject, TimingSettings timing) {
        this.subject = subject;
        this.timing = timing;
    }

    /**
     * The smoothed curve at {@value #POINTS} offsets from -1 to 1, close together where the speed-up changes fast.
     *
     * @param rows of the split, which must not be the one that results are reported on
     */
    public CalibrationCurve calibrate(DatasetSplit rows, Split split, EvaluationProgress progress) {
        RunsByOffset runs = new RunsByOffset(subject, rows, POINTS, progress);
        NavigableMap<Double, Double> speedups = new TreeMap<>();
        OptionalDouble next = OptionalDouble.of(DeltaOffset.FULL.value());
        while (next.isPresent()) {
            double offset = next.getAsDouble();
            speedups.put(offset, runs.at(new DeltaOffset(offset)).flopsSpeedup());
            next = speedups.size() < POINTS ? OffsetGrid.next(speedups) : OptionalDouble.empty();
        }
        return curve(split, rows.examples().size(), speedups.keySet(), runs);
    }

    /** The smoothed curve at these offsets and -1. */
    public CalibrationCurve calibrate(
            DatasetSplit rows, Split split, List<DeltaOffset> offsets, EvaluationProgress progress) {
        SortedSet<Double> rising = new TreeSet<>(List.of(DeltaOffset.FULL.value()));
        offsets.forEach(offset -> rising.add(offset.value()));
        RunsByOffset runs = new RunsByOffset(subject, rows, rising.size(), progress);
        return curve(split, rows.examples().size(), rising, runs);
    }

    private CalibrationCurve curve(Split split, int documents, Set<Double> rising, RunsByOffset runs) {
        List<DeltaOffset> offsets = rising.stream().map(DeltaOffset::new).toList();
        return CalibrationCurve.smoothed(
                split.fileName(),
                documents,
                runs.points(offsets, timing).stream()
                        .map(Calibrator::calibrationPoint)
                        .toList());
    }

    private static CalibrationPoint calibrationPoint(EvaluationPoint point) {
        ConfidenceInterval accuracy =
                ConfidenceInterval.wilson(point.accuracy(), point.confusion().documents());
        return new CalibrationPoint(
                point.offset().value(),
                point.accuracy(),
                accuracy.low(),
                accuracy.high(),
                point.macroF1(),
                point.agreement(),
                point.flopsSpeedup(),
                point.throughputRatio());
    }
}
