package dev.winnow.model.calibration;

import java.util.List;

/**
 * The curve that the δ offset moves along.
 *
 * @param split what it was measured on
 * @param documents how many there were
 * @param points by rising offset, the full encoder (-1) first
 */
public record CalibrationCurve(String split, int documents, List<CalibrationPoint> points) {
    public CalibrationCurve {
        points = List.copyOf(points);
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).offset() <= points.get(i - 1).offset()) {
                throw new IllegalArgumentException("the points of a calibration curve have rising offsets");
            }
        }
    }
}
