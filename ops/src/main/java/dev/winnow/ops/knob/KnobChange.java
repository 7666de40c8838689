package dev.winnow.ops.knob;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.PolicyCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What somebody asks of a knob, from wherever: what a bundle's policy becomes of it. */
public sealed interface KnobChange {

    /**
     * The policy after the change; empty where it takes the policy back.
     *
     * @param last what the control topic says of the controller of the bundle
     * @throws IllegalArgumentException when the bundle cannot do that; the message says why
     */
    Optional<Policy> over(Optional<AutoPolicy> last, KnobTarget target, Signature signature, Instant now);

    /**
     * An offset by hand; a controller stays behind it.
     *
     * @param duration how long; empty for until further notice
     */
    record Manual(DeltaOffset offset, Optional<Duration> duration) implements KnobChange {
        @Override
        public Optional<Policy> over(Optional<AutoPolicy> last, KnobTarget target, Signature signature, Instant now) {
            ManualOffset manual = new ManualOffset(offset, duration.map(now::plus));
            return Optional.of(policy(Optional.of(manual), last, signature, now));
        }
    }

    /** A controller; ends an offset by hand. */
    record Auto(AutoWish wish) implements KnobChange {
        @Override
        public Optional<Policy> over(Optional<AutoPolicy> last, KnobTarget target, Signature signature, Instant now) {
            AutoPolicy auto = wish.over(last.orElse(AutoWish.DEFAULTS));
            if (target.found()) {
                new PolicyCheck(target.name(), target.calibration()).check(auto);
            }
            return Optional.of(policy(Optional.empty(), Optional.of(auto), signature, now));
        }
    }

    /**
     * The end of an offset by hand.
     *
     * @param all whether the controller ends too
     */
    record Release(boolean all) implements KnobChange {
        @Override
        public Optional<Policy> over(Optional<AutoPolicy> last, KnobTarget target, Signature signature, Instant now) {
            return last.filter(auto -> !all).map(auto -> policy(Optional.empty(), last, signature, now));
        }
    }

    private static Policy policy(
            Optional<ManualOffset> manual, Optional<AutoPolicy> auto, Signature signature, Instant now) {
        return new Policy(manual, auto, signature.author(), signature.reason(), now.truncatedTo(ChronoUnit.MILLIS));
    }
}
