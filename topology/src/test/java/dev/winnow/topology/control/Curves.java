package dev.winnow.topology.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Calibration curves to control by. */
final class Curves {

    private static final int DOCUMENTS = 2_000;

    private Curves() {}

    /** Flat up to -0.25 as those of the shipped bundles are, then faster and less accurate up to 6 times the speed. */
    static CalibrationCurve likeTheShipped() {
        return new CalibrationCurve(
                "validation",
                DOCUMENTS,
                List.of(
                        point(-1, 0.93, 1, 1),
                        point(-0.25, 0.93, 1, 1),
                        point(-0.12, 0.928, 0.99, 1.03),
                        point(0, 0.923, 0.97, 1.4),
                        point(0.07, 0.917, 0.96, 2),
                        point(0.25, 0.915, 0.95, 2.9),
                        point(0.5, 0.907, 0.94, 4),
                        point(1, 0.897, 0.93, 6)));
    }

    /** Any curve that falls in quality and rises in speed, with flat stretches. */
    static CalibrationCurve any(RandomGenerator random) {
        List<CalibrationPoint> points = new ArrayList<>();
        double offset = -1;
        double accuracy = random.nextDouble(0.5, 1);
        double agreement = 1;
        double speed = 1;
        while (offset <= 1 && points.size() < 12) {
            points.add(point(offset, accuracy, agreement, speed));
            offset += random.nextDouble(0.01, 0.6);
            accuracy -= random.nextBoolean() ? 0 : random.nextDouble(0, 0.04);
            agreement -= random.nextBoolean() ? 0 : random.nextDouble(0, 0.04);
            speed += random.nextBoolean() ? 0 : random.nextDouble(0, 1.5);
        }
        return new CalibrationCurve("validation", DOCUMENTS, points);
    }

    static CalibrationPoint point(double offset, double accuracy, double agreement, double speed) {
        return new CalibrationPoint(offset, accuracy, accuracy, accuracy, accuracy, agreement, speed, speed);
    }
}
