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
 */
public record EngineModel(CostCurve cost, CalibrationCurve curve, double elasticity, double noise) {

    /** An engine that is as calibrated and always equally fast. */
    public EngineModel(CostCurve cost, CalibrationCurve curve) {
        this(cost, curve, 1, 0);
    }

    /** Seconds of one call. */
    double seconds(long tokens, double offset, RandomGenerator random) {
        double ratio = Math.pow(curve.at(offset).throughputRatio(), elasticity);
        double seconds = cost.fixedSeconds() + tokens * cost.secondsPerToken() / ratio;
        return noise == 0 ? seconds : seconds * Math.exp(noise * random.nextGaussian());
    }
}
