package dev.winnow.topology.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one through per interval: a trouble that repeats must not fill the log with its stack trace. */
final class RateLimit {

    private final long intervalNanos;
    private final AtomicLong nextNanos;

    RateLimit(Duration interval, long nowNanos) {
        this.intervalNanos = interval.toNanos();
        this.nextNanos = new AtomicLong(nowNanos);
    }

    boolean permits(long nowNanos) {
        long next = nextNanos.get();
        return nowNanos - next >= 0 && nextNanos.compareAndSet(next, nowNanos + intervalNanos);
    }
}
