package dev.winnow.topology.control;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Instant;
import java.util.Optional;

/**
 * An offset set by a person, that beats the controller.
 *
 * @param offset the offset
 * @param until when it ends; empty for never
 */
public record ManualOffset(DeltaOffset offset, Optional<Instant> until) {

    /** Whether it is in force at that moment. */
    public boolean holds(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
