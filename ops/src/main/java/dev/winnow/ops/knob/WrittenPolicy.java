package dev.winnow.ops.knob;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy on the control topic, that all replicas in sync have.
 *
 * @param target whose policy
 * @param policy what was asked for; empty where it was taken back
 * @param topic the control topic
 * @param recordOffset where the record lies
 */
public record WrittenPolicy(KnobTarget target, Optional<Policy> policy, String topic, long recordOffset) {

    /**
     * Makes the change, whoever asks for it and from wherever.
     *
     * @throws IllegalArgumentException when the bundle cannot do that, or author or reason are too long
     * @throws IllegalStateException when topic, broker or registry are away
     */
    public static WrittenPolicy write(WinnowConfig config, KnobTarget target, KnobChange change, Signature signature) {
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            Optional<Policy> policy =
                    change.over(topic.policyOf(target.name()).flatMap(Policy::auto), target, signature, Instant.now());
            long at =
                    policy.map(asked -> topic.write(target.name(), asked)).orElseGet(() -> topic.remove(target.name()));
            return new WrittenPolicy(target, policy, topic.name(), at);
        }
    }

    /** What to expect of its manual offset; empty where nobody measured it, or there is none. */
    public Optional<CalibrationPoint> expected() {
        return manual().flatMap(manual -> target.calibration()
                .flatMap(curve -> curve.measuredAt(manual.offset().value())));
    }

    /** What nobody knows of it; empty where there is nothing to warn of. */
    public Optional<String> warning() {
        if (!target.found()) {
            return Optional.of("bundle '%s' does not lie here: whether it can do that, its instances decide"
                    .formatted(target.name()));
        }
        if (manual().isEmpty() || expected().isPresent()) {
            return Optional.empty();
        }
        return Optional.of((target.calibration().isEmpty()
                        ? "bundle '%s' has no calibration: nobody knows what an offset costs it"
                        : "the offset is outside of what was measured of bundle '%s': nobody knows what it costs")
                .formatted(target.name()));
    }

    private Optional<ManualOffset> manual() {
        return policy.flatMap(Policy::manual);
    }
}
