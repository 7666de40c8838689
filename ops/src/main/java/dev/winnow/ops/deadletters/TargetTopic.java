package dev.winnow.ops.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where records are sent back to.
 *
 * @param partitions how many it has
 * @param retention how long it keeps records, by their timestamp; empty for ever, or where that may not be known
 */
record TargetTopic(int partitions, Optional<Duration> retention) {

    /** Whether the broker may delete a record of this age before anybody has read it. */
    boolean forgets(Instant timestamp, Instant now) {
        return retention.filter(kept -> timestamp.isBefore(now.minus(kept))).isPresent();
    }
}
