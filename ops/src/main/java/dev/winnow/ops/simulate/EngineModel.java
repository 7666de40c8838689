package dev.winnow.ops.simulate;

import dev.winnow.model.calibration.CalibrationCurve;
import java.util.random.RandomGenerator;

/**
 * The engine that is simulated. It may be another one than the controller believes in: that is what its feedback is for.
 *
 * @param cost of the full encoder
 * @param curve how much faster each offset is
 * @param elasticity what a calibrated speed is worth here: an offset is {@code ratio^elasticity} times as fast as the full
 *     encoder; 1 for a true calibration
 * @param noise standard deviation of the logarithm of a call's time
 * @param cores that its workers share with everything else
 */
public record EngineModel(CostCurve cost, CalibrationCurve curve, double elasticity, double noise, SharedCores cores) {

    /** An engine with the cores to itself. */
    public EngineModel(CostCurve cost, CalibrationCurve curve, double elasticity, double noise) {
        this(cost, curve, elasticity, noise, SharedCores.UNSHARED);
    }

    /** One that is as calibrated and always equally fast. */
    public EngineModel(CostCurve cost, CalibrationCurve curve) {
        this(cost, curve, 1, 0);
    }

    /**
     * Seconds of one call.
     *
     * @param busyWorkers how many compute, this one included
     * @param arrivalsPerSecond documents that come meanwhile
     */
    double seconds(long tokens, double offset, int busyWorkers, double arrivalsPerSecond, RandomGenerator random) {
        double ratio = Math.pow(curve.at(offset).throughputRatio(), elasticity);
        double alone = cost.fixedSeconds() + tokens * cost.secondsPerToken() / ratio;
        double seconds = alone * cores.slowdown(busyWorkers, arrivalsPerSecond);
        return noise == 0 ? seconds : seconds * Math.exp(noise * random.nextGaussian());
    }
}
