package dev.winnow.topology.lifecycle;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

/**
 * The time for Kafka Streams: the wall clock as it was at the start, and from there on the clock that only goes forward.
 *
 * <p>Kafka Streams decides by the wall clock when to commit. One that is set back by an hour keeps every commit back for an
 * hour, and each transaction runs into its timeout meanwhile: nothing is lost, and nothing comes out. Kafka's own consumers
 * and producers have no way to be given another clock; what a jump does to them, they outlive (docs/RELIABILITY.md).
 */
final class SteadyTime implements Time {
    private final LongSupplier nanoClock;
    private final long startMillis;
    private final long startNanos;

    SteadyTime() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    SteadyTime(LongSupplier wallMillis, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startMillis = wallMillis.getAsLong();
        this.startNanos = nanoClock.getAsLong();
    }

    @Override
    public long milliseconds() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(nanoseconds() - startNanos);
    }

    @Override
    public long nanoseconds() {
        return nanoClock.getAsLong();
    }

    @Override
    public void sleep(long millis) {
        SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        synchronized (object) {
            while (!condition.get()) {
                long left = deadlineMillis - milliseconds();
                if (left <= 0) {
                    throw new TimeoutException("the condition did not come true in time");
                }
                object.wait(left);
            }
        }
    }
}
