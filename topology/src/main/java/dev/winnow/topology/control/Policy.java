package dev.winnow.topology.control;

import java.time.Instant;
import java.util.Optional;

/**
 * What people ask of one bundle, on every instance. A manual offset beats the controller while it holds; when it ends the
 * controller takes over again, if the policy has one, or else what the configuration says.
 *
 * @param manual the offset a person set
 * @param auto what the controller is to hold
 * @param author who asked for it
 * @param reason why; may be empty
 * @param since when it was asked for
 */
public record Policy(
        Optional<ManualOffset> manual, Optional<AutoPolicy> auto, String author, String reason, Instant since) {

    /** What decides about the offset at a moment. */
    public sealed interface Mode {
        /** A person does. */
        record Manual(ManualOffset manual) implements Mode {
            @Override
            public String label() {
                return "manual";
            }
        }

        /** The controller does. */
        record Auto(AutoPolicy auto) implements Mode {
            @Override
            public String label() {
                return "auto";
            }
        }

        /** The configuration does. */
        record Configured() implements Mode {
            @Override
            public String label() {
                return "configured";
            }
        }

        /** One word for logs and programs: {@code manual}, {@code auto} or {@code configured}. */
        String label();
    }

    /** What decides at that moment. */
    public Mode mode(Instant now) {
        Optional<Mode> inForce = manual.filter(order -> order.holds(now)).map(Mode.Manual::new);
        return inForce.or(() -> auto.map(Mode.Auto::new)).orElseGet(Mode.Configured::new);
    }
}
