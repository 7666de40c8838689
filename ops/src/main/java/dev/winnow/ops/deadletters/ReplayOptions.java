package dev.winnow.ops.deadletters;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How dead letters are sent again.
 *
 * @param to topic to send them to; empty for the one they came from
 * @param maxReplays a record that was sent again so often is not sent once more
 * @param perSecond records a second at most; empty for as fast as the broker takes them
 * @param asOfNow whether they get the present as their timestamp, instead of their own
 * @param dryRun whether they are only counted
 */
public record ReplayOptions(
        Optional<String> to, int maxReplays, OptionalInt perSecond, boolean asOfNow, boolean dryRun) {

    /** Enough for a mended model and for a slip; a record that comes back a fourth time circles. */
    public static final int DEFAULT_MAX_REPLAYS = 3;

    public ReplayOptions {
        if (maxReplays < 1) {
            throw new IllegalArgumentException("max-replays must be at least 1, not " + maxReplays);
        }
        perSecond.ifPresent(rate -> {
            if (rate < 1) {
                throw new IllegalArgumentException("the rate must be at least 1 a second, not " + rate);
            }
        });
    }

    /** Back to where they came from, at any speed. */
    public static ReplayOptions defaults() {
        return new ReplayOptions(Optional.empty(), DEFAULT_MAX_REPLAYS, OptionalInt.empty(), false, false);
    }
}
