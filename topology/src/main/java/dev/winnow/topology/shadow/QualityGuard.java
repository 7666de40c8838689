package dev.winnow.topology.shadow;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.topology.control.QualityFloor;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bounds the offset by what live documents show. The calibration was made on other documents, and the world moves: where
 * fewer agree with the full encoder than the floor asks for, the curve lies, and no load is a reason to go on.
 *
 * <pre>
 * upper end of the interval below the floor:  cap ← offset where the curve has (floor − agreement) more
 * lower end of the interval above it:         cap ← offset where the curve has (lower end − floor) less
 * </pre>
 *
 * <p>Each move begins a new sample: the old one was made at another offset. A sample decides from 50 documents on, and both
 * ways ask for certainty, so that a cap near the floor stays where it is and does not swing.
 *
 * @param curve the bundle's calibration
 * @param floor least agreement, 0 to 1
 */
public record QualityGuard(CalibrationCurve curve, double floor) {

    /** Fewer documents say nothing of a share near 1. */
    static final int ENOUGH = 50;

    /** However flat the curve is. */
    private static final double LEAST_MOVE = 0.02;

    /** Takes any offset. */
    public static final double UNCAPPED = 1;

    /**
     * The guard of a quality floor. One that asks for accuracy alone is kept by the agreement that the curve has where the
     * accuracy is the least allowed: of live documents nobody knows the right label.
     *
     * @return empty where the floor asks for nothing
     */
    public static Optional<QualityGuard> of(CalibrationCurve curve, QualityFloor floor) {
        if (floor.agreement().isPresent()) {
            return Optional.of(new QualityGuard(curve, floor.agreement().getAsDouble()));
        }
        if (floor.accuracy().isEmpty()) {
            return Optional.empty();
        }
        double fastest = floor.fastest(curve).orElse(-1);
        return Optional.of(new QualityGuard(curve, curve.at(fastest).agreement()));
    }

    /**
     * What to do.
     *
     * @param cap no offset above it may be taken
     * @param forget whether a new sample begins
     */
    public record Verdict(double cap, boolean forget) {}

    /**
     * Weighs a sample.
     *
     * @param cap the present one; {@link #UNCAPPED} at first
     * @param inForce the offset that the sample was made at
     * @param sample documents compared at about that offset
     */
    public Verdict judge(double cap, double inForce, AgreementCount sample) {
        if (sample.documents() >= ENOUGH && sample.interval().high() < floor) {
            return new Verdict(below(inForce, floor - sample.share()), true);
        }
        if (cap < UNCAPPED && sample.documents() >= ENOUGH && sample.interval().low() >= floor) {
            return new Verdict(above(inForce, sample.interval().low() - floor), true);
        }
        return new Verdict(cap, false);
    }

    private double below(double inForce, double missing) {
        double wanted = Math.min(1, curve.at(inForce).agreement() + missing);
        return Math.max(-1, Math.min(inForce - LEAST_MOVE, fastest(wanted)));
    }

    private double above(double inForce, double spare) {
        double enough = Math.max(0, curve.at(inForce).agreement() - spare);
        return Math.min(UNCAPPED, Math.max(inForce + LEAST_MOVE, fastest(enough)));
    }

    private double fastest(double agreement) {
        return new QualityFloor(OptionalDouble.empty(), OptionalDouble.of(agreement))
                .fastest(curve)
                .orElse(-1);
    }
}
