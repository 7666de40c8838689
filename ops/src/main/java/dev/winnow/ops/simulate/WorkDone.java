package dev.winnow.ops.simulate;

import dev.winnow.topology.control.EngineCost;
import java.util.Optional;

/**
 * What the simulated engine has done.
 *
 * @param nanos of all workers together
 */
record WorkDone(long documents, long tokens, long nanos) {

    private static final long NANOS_PER_MICRO = 1_000;

    static final WorkDone NONE = new WorkDone(0, 0, 0);

    WorkDone plus(long moreDocuments, long moreTokens, long moreNanos) {
        return new WorkDone(documents + moreDocuments, tokens + moreTokens, nanos + moreNanos);
    }

    WorkDone since(WorkDone earlier) {
        return plus(-earlier.documents, -earlier.tokens, -earlier.nanos);
    }

    Optional<EngineCost> cost() {
        return EngineCost.of(documents, tokens, nanos / NANOS_PER_MICRO);
    }
}
