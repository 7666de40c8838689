package dev.winnow.topology.microbatch;

import java.time.Duration;

/**
 * What a token has cost lately, on one worker: {@code pace ← pace + 0.2 · (nanos ÷ tokens − pace)} after every
 * micro-batch. One batch that took a hundred times as long counts at once, one hiccup is forgotten after twenty.
 *
 * @param nanosPerToken 0 before the first batch
 */
public record EnginePace(double nanosPerToken) {

    private static final double WEIGHT_OF_NEWEST = 0.2;

    public static final EnginePace UNKNOWN = new EnginePace(0);

    public boolean isKnown() {
        return nanosPerToken > 0;
    }

    /** Tokens that one worker computes in this time; without end before the first batch. */
    public long tokensWithin(Duration time) {
        return isKnown() ? (long) (time.toNanos() / nanosPerToken) : Long.MAX_VALUE;
    }

    public EnginePace after(long tokens, long nanos) {
        double sample = (double) Math.max(1, nanos) / tokens;
        return new EnginePace(isKnown() ? nanosPerToken + WEIGHT_OF_NEWEST * (sample - nanosPerToken) : sample);
    }
}
