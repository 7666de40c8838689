package dev.winnow.ops.bench.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.Controller;
import java.util.Arrays;
import java.util.Optional;

/** What turns the knob in a run. */
public enum Contender {
    CONTROLLER("controller"),
    FIXED_FULL("fixed -1"),
    FIXED_TRAINED("fixed 0"),
    FIXED_MAX("fixed max"),
    AIMD_BATCH("aimd batch"),
    AIMD_OFFSET("aimd offset");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** The contender with this name; empty where there is none. */
    public static Optional<Contender> named(String title) {
        return Arrays.stream(values())
                .filter(contender -> contender.title.equals(title))
                .findFirst();
    }

    /** As reports call it. */
    public String title() {
        return title;
    }

    /** What decides through the control loop; empty where nobody turns the knob. */
    Optional<ControlLaw.Source> laws() {
        return switch (this) {
            case CONTROLLER -> Optional.of(Controller::new);
            case AIMD_BATCH -> Optional.of((curve, policy, configured) -> new AimdBatch(policy, configured));
            case AIMD_OFFSET -> Optional.of((curve, policy, configured) -> new AimdOffset(policy, configured));
            default -> Optional.empty();
        };
    }

    /** The configured offset of its application: the one all the time, or the one it begins with. */
    DeltaOffset configured(CalibrationCurve curve) {
        return switch (this) {
            case FIXED_TRAINED -> DeltaOffset.TRAINED;
            case FIXED_MAX -> new DeltaOffset(curve.fastest());
            default -> DeltaOffset.FULL;
        };
    }
}
