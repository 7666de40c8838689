package dev.winnow.topology.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import java.util.List;

/**
 * The calibrated speed along the offset, read both ways. The curve never falls, but has flat stretches, so of the offsets with
 * one speed the least is meant: it has the best quality.
 */
final class SpeedCurve {

    /** Speeds that differ by less than this share are one. */
    private static final double SAME = 0.01;

    private final CalibrationCurve curve;
    private final List<CalibrationPoint> points;

    SpeedCurve(CalibrationCurve curve) {
        this.curve = curve;
        this.points = curve.points();
    }

    /** Documents a second at this offset over those of the full encoder. */
    double ratioAt(double offset) {
        return curve.at(offset).throughputRatio();
    }

    /** The least offset that is this fast; the last of the curve where none is. */
    double offsetFor(double ratio) {
        for (int i = 0; i < points.size(); i++) {
            CalibrationPoint to = points.get(i);
            if (to.throughputRatio() >= ratio) {
                return i == 0 ? to.offset() : between(points.get(i - 1), to, ratio);
            }
        }
        return curve.fastest();
    }

    private static double between(CalibrationPoint from, CalibrationPoint to, double ratio) {
        double share = (ratio - from.throughputRatio()) / (to.throughputRatio() - from.throughputRatio());
        return from.offset() + share * (to.offset() - from.offset());
    }

    /** The largest offset that is no faster than this one to speak of: up to there a rise changes nothing. */
    double endOfStretch(double offset) {
        return Math.max(offset, offsetFor(ratioAt(offset) * (1 + SAME)));
    }
}
