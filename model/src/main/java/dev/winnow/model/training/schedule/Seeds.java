package dev.winnow.model.training.schedule;

import java.util.Random;

/**
 * Random numbers as a function of what they are for. A generator whose state moves from step to step would have to be part
 * of every checkpoint; with one per step, a run that was interrupted draws what it would have drawn anyway.
 */
public enum Seeds {
    /** The order of the batches; index: epoch. */
    BATCHES,
    /** Dropout; index: step. */
    DROPOUT,
    /** The δ offset; index: step. */
    OFFSET,
    /** First weights of the contribution predictors; index: 0. */
    PREDICTORS,
    /** Which documents the first head is fitted on; index: 0. */
    SAMPLE;

    /** The seed of this purpose for one index of a run. */
    public long of(long seed, long index) {
        return mixed(mixed(mixed(seed) + name().hashCode()) + index);
    }

    /** A generator with that seed; {@code java.util.Random} because its numbers are part of its specification. */
    public Random random(long seed, long index) {
        return new Random(of(seed, index));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): neighbours get unlike results. */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
