package dev.winnow.topology.lifecycle;

import java.time.Duration;

/**
 * How long to wait before the next try: {@code first · 2ⁿ}, at most {@code longest}. A failure that comes late after a try
 * is a new trouble and starts over.
 */
final class RetryDelays {

    /** In longest delays. */
    private static final int FORGET_AFTER = 2;

    private final Duration first;
    private final Duration longest;
    private Duration delay = Duration.ZERO;
    private long triedNanos;

    RetryDelays(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** The delay after a failure now. */
    Duration next(long nowNanos) {
        boolean anew = delay.isZero()
                || nowNanos - triedNanos > longest.multipliedBy(FORGET_AFTER).toNanos();
        Duration doubled = delay.multipliedBy(2);
        if (anew) {
            delay = first;
        } else {
            delay = doubled.compareTo(longest) > 0 ? longest : doubled;
        }
        triedNanos = nowNanos + delay.toNanos();
        return delay;
    }
}
