package dev.winnow.ops.bench.peers;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Documents a second with the same texts for all, however fast they are: what takes longer than {@code least} for one pass over
 * the texts is timed by that pass, what is faster by as many passes as it needs. So a row that is a hundred times as fast is not
 * timed by the price of its first batch, and a slow one does not take an hour.
 *
 * @param leastSeconds how long a timed run takes at least, about
 * @param clock in nanoseconds
 */
record Passes(double leastSeconds, LongSupplier clock) {
    /** A commit of results is noticed after a moment; beyond so many passes it weighs nothing. */
    private static final int MOST = 64;

    Passes(double leastSeconds) {
        this(leastSeconds, System::nanoTime);
    }

    /**
     * Documents a second.
     *
     * @param documents of one pass
     * @param run does so many passes and returns when all are done
     */
    double rate(int documents, IntConsumer run) {
        double one = seconds(1, run);
        int passes = (int) Math.min(MOST, Math.ceil(leastSeconds / one));
        return passes <= 1 ? documents / one : passes * documents / seconds(passes, run);
    }

    private double seconds(int passes, IntConsumer run) {
        long start = clock.getAsLong();
        run.accept(passes);
        return (clock.getAsLong() - start) / 1e9;
    }
}
