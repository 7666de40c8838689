package dev.winnow.ops.management;

import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A policy for programs; null where it says nothing.
 *
 * @param manualOffset the offset a person set
 * @param manualUntil when that ends, ISO 8601; null for never
 * @param objectiveMillis what the controller is to hold
 * @param minAccuracy least accuracy
 * @param minAgreement least agreement
 * @param leastOffset the offset without load
 * @param mostOffset the fastest offset
 * @param slew how much it may rise in a second
 * @param author who asked for it
 * @param reason why
 * @param since when, ISO 8601
 */
public record PolicyAnswer(
        Double manualOffset,
        String manualUntil,
        Long objectiveMillis,
        Double minAccuracy,
        Double minAgreement,
        Double leastOffset,
        Double mostOffset,
        Double slew,
        String author,
        String reason,
        String since) {

    /** The same policy. */
    public static PolicyAnswer of(Policy policy) {
        ManualOffset manual = policy.manual().orElse(null);
        AutoPolicy auto = policy.auto().orElse(null);
        return new PolicyAnswer(
                manual == null ? null : manual.offset().value(),
                manual == null ? null : manual.until().map(Instant::toString).orElse(null),
                auto == null ? null : auto.objective().toMillis(),
                auto == null ? null : nullable(auto.floor().accuracy()),
                auto == null ? null : nullable(auto.floor().agreement()),
                auto == null ? null : auto.least().value(),
                auto == null ? null : auto.most().value(),
                auto == null ? null : auto.slew(),
                policy.author(),
                policy.reason(),
                policy.since().toString());
    }

    private static Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
