package dev.winnow.topology.knob;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.Policy;
import java.util.Optional;

/**
 * Whether a bundle can do what a policy asks for. The same question is asked before a policy is written and when it is read:
 * whoever writes may have another bundle of that name, or none.
 *
 * @param bundle its name
 * @param curve its calibration, if it has one
 */
public record PolicyCheck(String bundle, Optional<CalibrationCurve> curve) {

    /** Looks at what the controller is to hold; a manual offset is a person's own affair. */
    void check(Policy policy) {
        policy.auto().ifPresent(this::check);
    }

    /**
     * Looks at what a controller is to hold.
     *
     * @throws IllegalArgumentException when the bundle cannot; the message says why
     */
    public void check(AutoPolicy auto) {
        CalibrationCurve known = curve.orElseThrow(() -> new IllegalArgumentException("bundle '" + bundle
                + "' has no calibration to steer by; measure it with 'winnow calibrate', or set an offset by hand"));
        if (auto.floor().fastest(known).isEmpty()) {
            CalibrationPoint full = known.points().get(0);
            throw new IllegalArgumentException(
                    "not even the full encoder of bundle '%s' is as good: its accuracy is %.4f and its agreement %.4f"
                            .formatted(bundle, full.accuracy(), full.agreement()));
        }
    }
}
