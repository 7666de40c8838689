package dev.winnow.ops.bench.peers;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.QualityFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An offset that Winnow is measured at.
 *
 * @param name in the names of rows
 * @param offset the δ offset
 * @param withinAPoint whether the bundle's calibration says that it loses at most one point of accuracy
 */
record WinnowPoint(String name, DeltaOffset offset, boolean withinAPoint) {
    private static final double A_POINT = 0.01;

    /** The full encoder and, where the bundle reduces, as trained and the fastest that loses at most one point. */
    static List<WinnowPoint> of(Bundle bundle) {
        List<WinnowPoint> points = new ArrayList<>(List.of(new WinnowPoint("full", DeltaOffset.FULL, true)));
        if (bundle.reduction().isPresent()) {
            OptionalDouble fastest =
                    bundle.calibration().map(WinnowPoint::fastestWithinAPoint).orElse(OptionalDouble.empty());
            boolean trained = DeltaOffset.TRAINED.value() <= fastest.orElse(DeltaOffset.FULL.value());
            points.add(new WinnowPoint("trained", DeltaOffset.TRAINED, trained));
            fastest.ifPresent(offset -> points.add(new WinnowPoint("calibrated", new DeltaOffset(offset), true)));
        }
        return points;
    }

    private static OptionalDouble fastestWithinAPoint(CalibrationCurve curve) {
        double least = Math.max(0, curve.points().get(0).accuracy() - A_POINT);
        return new QualityFloor(OptionalDouble.of(least), OptionalDouble.empty()).fastest(curve);
    }
}
