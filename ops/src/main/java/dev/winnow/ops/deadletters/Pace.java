package dev.winnow.ops.deadletters;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Spreads records over time: {@code n} of them take {@code n / rate} seconds before the next may follow. */
final class Pace {
    private final OptionalInt perSecond;
    private final LongSupplier nanoClock;
    private final LongConsumer sleepNanos;
    private long nextNanos;

    /** @param perSecond empty for no limit */
    Pace(OptionalInt perSecond, LongSupplier nanoClock, LongConsumer sleepNanos) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.sleepNanos = sleepNanos;
        this.nextNanos = nanoClock.getAsLong();
    }

    static Pace of(OptionalInt perSecond) {
        return new Pace(perSecond, System::nanoTime, nanos -> {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted between two records", e);
            }
        });
    }

    /** Waits until these may be sent. */
    void await(int records) {
        if (perSecond.isEmpty()) {
            return;
        }
        long wait = nextNanos - nanoClock.getAsLong();
        if (wait > 0) {
            sleepNanos.accept(wait);
        }
        nextNanos = nanoClock.getAsLong() + TimeUnit.SECONDS.toNanos(records) / perSecond.getAsInt();
    }
}
