package dev.winnow.ops.management.access;

import java.util.function.LongSupplier;

/** At most so many requests a second from one client, so that nobody takes the cores from the engine: a token bucket each. */
final class RequestRate {
    private static final double PER_SECOND = 50;
    private static final double BURST = 200;
    private static final double NANOS = 1e9;

    private record Bucket(double left, long filledAt) {}

    private final PerClient<Bucket> buckets;
    private final LongSupplier nanoTime;

    RequestRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.buckets = new PerClient<>(new Bucket(BURST, nanoTime.getAsLong()));
    }

    /** Takes one request, and returns whether there was one left. */
    boolean take(String address) {
        long now = nanoTime.getAsLong();
        return buckets.update(address, bucket -> {
                            double refilled = bucket.left() + (now - bucket.filledAt()) / NANOS * PER_SECOND;
                            return new Bucket(Math.max(-1, Math.min(BURST, refilled) - 1), now);
                        })
                        .left()
                >= 0;
    }
}
