package dev.winnow.ops.bench.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.DocumentLengths;
import dev.winnow.ops.simulate.Slowdown;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.QualityFloor;
import java.time.Duration;

/**
 * What the machine does without a controller, and what follows for the runs.
 *
 * @param cost of the engine alone
 * @param lengths of the documents
 * @param engineCapacity documents a second of the engine alone in full batches
 * @param capacity documents a second from topic to topic at -1
 * @param fastestCapacity the same at the fastest calibrated offset
 * @param slowdown of the engine's calls in a stream
 * @param unloadedP99Seconds 99th percentile of the record age at emission, at a fifth of the capacity
 */
record Baseline(
        CostCurve cost,
        DocumentLengths lengths,
        double engineCapacity,
        double capacity,
        double fastestCapacity,
        Slowdown slowdown,
        double unloadedP99Seconds) {

    private static final double TIMES_UNLOADED = 10;
    private static final double MILLIS = 1e3;

    /** Ten times the unloaded 99th percentile, in whole milliseconds. */
    Duration objective() {
        return Duration.ofMillis((long) Math.ceil(TIMES_UNLOADED * unloadedP99Seconds * MILLIS));
    }

    double objectiveSeconds() {
        return objective().toMillis() / MILLIS;
    }

    /** What a contender that acts by a policy has to hold: the objective alone, over the whole curve. */
    AutoPolicy policy(CalibrationCurve curve) {
        return new AutoPolicy(
                objective(),
                QualityFloor.NONE,
                DeltaOffset.FULL,
                new DeltaOffset(curve.fastest()),
                AutoPolicy.DEFAULT_SLEW);
    }
}
