package dev.winnow.topology.knob;

import dev.winnow.topology.control.Policy;
import java.util.Optional;

/**
 * What the records of the control topic have come to for one bundle.
 *
 * @param policy the last good one, unless it was taken back
 * @param refusal the last record, if it is a bad one
 */
record Standing(Optional<Policy> policy, Optional<Refusal> refusal) {

    /** Nobody has asked for anything. */
    static final Standing NONE = new Standing(Optional.empty(), Optional.empty());

    static Standing of(Policy policy) {
        return new Standing(Optional.of(policy), Optional.empty());
    }

    /** A bad record leaves in force what was. */
    Standing refusing(Refusal bad) {
        return new Standing(policy, Optional.of(bad));
    }
}
