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

    /**
     * No multiple of 2, 3 or 5. Kinds of text take turns, so an even step would show one of two kinds only; and the texts
     * that come with Winnow repeat every 300 documents, so a step of 75 would show the same four again and again.
     */
    private static long step(long expected) {
        long step = expected / SHOWN | 1;
        while (step % 3 == 0 || step % 5 == 0) {
            step += 2;
        }
        return step;
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
