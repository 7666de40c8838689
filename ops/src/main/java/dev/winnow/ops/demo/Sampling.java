package dev.winnow.ops.demo;

import java.util.Optional;

/**
 * Chooses the results that are shown: about twenty, spread over all documents. Where nobody knows how many there will be,
 * one every half second.
 */
final class Sampling {
    private static final long SHOWN = 20;
    private static final long PAUSE_NANOS = 500_000_000L;

    private final Optional<Long> step;
    private long lastNanos;

    Sampling(Optional<Long> expected, long nowNanos) {
        step = expected.map(Sampling::step);
        lastNanos = nowNanos - PAUSE_NANOS;
    }

    /** Odd, since kinds of text take turns: an even step would show one of two kinds only. */
    private static long step(long expected) {
        return expected / SHOWN | 1;
    }

    /** Whether to show the result of this document; asked once for each. */
    boolean shows(long number, long nowNanos) {
        if (step.isPresent()) {
            return number % step.get() == 0;
        }
        if (nowNanos - lastNanos < PAUSE_NANOS) {
            return false;
        }
        lastNanos = nowNanos;
        return true;
    }
}
