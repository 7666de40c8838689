package dev.winnow.topology.knob;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.control.QualityFloor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A bundle's calibration, and things to ask of it. */
final class Policies {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** Accuracy falls from 0.9 to 0.8 between -1 and 0.5; nobody measured what is beyond. */
    static final CalibrationCurve CURVE =
            new CalibrationCurve("validation", 1_000, List.of(point(-1, 0.9, 1, 1), point(0.5, 0.8, 0.9, 4)));

    private Policies() {}

    private static CalibrationPoint point(double offset, double accuracy, double agreement, double speed) {
        return new CalibrationPoint(offset, accuracy, accuracy, accuracy, accuracy, agreement, speed, speed);
    }

    static ManualOffset manual(double offset, Instant until) {
        return new ManualOffset(new DeltaOffset(offset), Optional.ofNullable(until));
    }

    static AutoPolicy auto(double minAccuracy) {
        return new AutoPolicy(
                Duration.ofMillis(500),
                new QualityFloor(OptionalDouble.of(minAccuracy), OptionalDouble.empty()),
                new DeltaOffset(-1),
                new DeltaOffset(0.5),
                1);
    }

    static Policy policy(ManualOffset manual, AutoPolicy auto) {
        return new Policy(Optional.ofNullable(manual), Optional.ofNullable(auto), "operator", "release day", NOON);
    }
}
