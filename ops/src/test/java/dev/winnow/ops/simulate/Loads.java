package dev.winnow.ops.simulate;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.ops.simulate.ArrivalRates.Piece;
import dev.winnow.topology.control.BatchShape;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** A small instance and loads for it. */
final class Loads {

    static final Duration OBJECTIVE = Duration.ofSeconds(1);
    static final double STEP_UP = 10;
    static final double STEP_DOWN = 25;

    /** One worker: 2 ms a call and 0.3 ms a token, documents of 30 tokens. */
    static final CostCurve COST = new CostCurve(0.002, 0.0003);

    static final InstanceSettings INSTANCE = new InstanceSettings(
            1, 2, Duration.ofMillis(100), Duration.ofMillis(10), new BatchShape(600, Duration.ofMillis(20)), 128);

    static final DocumentLengths LENGTHS = DocumentLengths.constant(30);
    static final double CAPACITY = COST.capacity(1, 600, 30);

    private Loads() {}

    /** Flat up to -0.25, then up to six times as fast and three points less accurate. */
    static CalibrationCurve curve() {
        return new CalibrationCurve(
                "validation",
                2_000,
                List.of(
                        point(-1, 0.93, 1),
                        point(-0.25, 0.93, 1),
                        point(-0.12, 0.928, 1.03),
                        point(0, 0.923, 1.4),
                        point(0.07, 0.917, 2),
                        point(0.25, 0.915, 2.9),
                        point(0.5, 0.907, 4),
                        point(1, 0.897, 6)));
    }

    private static CalibrationPoint point(double offset, double accuracy, double speed) {
        return new CalibrationPoint(offset, accuracy, accuracy, accuracy, accuracy, 1, speed, speed);
    }

    /** Half the capacity at -1, then a multiple of it, then half of it again. */
    static ArrivalRates step(double times) {
        return new ArrivalRates(List.of(
                new Piece(STEP_UP, 0.5 * CAPACITY),
                new Piece(STEP_DOWN - STEP_UP, times * CAPACITY),
                new Piece(25, 0.5 * CAPACITY)));
    }

    static Scenario scenario(Arrivals arrivals, EngineModel engine, long seed) {
        return new Scenario(arrivals, LENGTHS, engine, INSTANCE, OBJECTIVE, OptionalDouble.of(STEP_DOWN), seed);
    }
}
