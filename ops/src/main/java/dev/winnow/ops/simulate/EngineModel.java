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
 * @param slowdown of its calls by what runs beside it
 */
public record EngineModel(CostCurve cost, CalibrationCurve curve, double elasticity, double noise, Slowdown slowdown) {

    /** An engine beside which nothing runs. */
    public EngineModel(CostCurve cost, CalibrationCurve curve, double elasticity, double noise) {
        this(cost, curve, elasticity, noise, Slowdown.NONE);
    }

    /** One that is as calibrated and always equally fast. */
    public EngineModel(CostCurve cost, CalibrationCurve curve) {
        this(cost, curve, 1, 0);
    }

    /**
     * Seconds of one call.
     *
     * @param arrivalsPerSecond documents that come meanwhile
     */
    double seconds(long tokens, double offset, double arrivalsPerSecond, RandomGenerator random) {
        double ratio = Math.pow(curve.at(offset).throughputRatio(), elasticity);
        double alone = cost.fixedSeconds() + tokens * cost.secondsPerToken() / ratio;
        double seconds = alone * slowdown.factor(arrivalsPerSecond);
        return noise == 0 ? seconds : seconds * Math.exp(noise * random.nextGaussian());
    }
}
