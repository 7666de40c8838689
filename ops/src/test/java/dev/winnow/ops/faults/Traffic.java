package dev.winnow.ops.faults;

import dev.winnow.ops.stream.Feed;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the documents of a trial: a quarter of them at once, a tenth of what is left with each disturbance and the rest at
 * the end. Between disturbances, which take as long as they take, a document a second keeps the application at work.
 */
final class Traffic implements AutoCloseable {
    private static final int AT_ONCE_DIVISOR = 4;
    private static final int PHASE_DIVISOR = 10;
    private static final int TICK_MILLIS = 200;

    /** Half of a phase's documents go out in the first seconds of it, tick by tick. */
    private static final int TICK_DIVISOR = 25;

    private static final int TICKS_PER_SECOND = 1_000 / TICK_MILLIS;

    private final Feed feed;
    private final IntFunction<ProducerRecord<byte[], byte[]>> documents;
    private final int total;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int next;
    private int allowance;
    private int ticks;

    Traffic(Feed feed, IntFunction<ProducerRecord<byte[], byte[]>> documents, int total) {
        this.feed = feed;
        this.documents = documents;
        this.total = total;
    }

    void begin() {
        send(total / AT_ONCE_DIVISOR);
        var unused = clock.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends more, half of it now and half in the next seconds. */
    synchronized void beginPhase() {
        int share = (total - next) / PHASE_DIVISOR;
        send(share / 2);
        allowance = share - share / 2;
    }

    private synchronized void tick() {
        ticks++;
        int now = (allowance + TICK_DIVISOR - 1) / TICK_DIVISOR;
        allowance -= now;
        send(now == 0 && ticks % TICKS_PER_SECOND == 0 ? 1 : now);
    }

    /** Sends all that are left; returns when the broker has them. */
    void finish() {
        clock.shutdown();
        send(total);
        feed.flush();
    }

    private synchronized void send(int count) {
        for (int i = 0; i < count && next < total; i++, next++) {
            feed.send(documents.apply(next));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
