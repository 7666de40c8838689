package dev.winnow.topology.lifecycle;

import dev.winnow.topology.deadletter.DeadLetterGuard;
import dev.winnow.topology.measure.StreamCounters;
import dev.winnow.topology.measure.StreamTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Lets the stream threads rest after a failure that may pass, longer each time, and tries again.
 *
 * <p>The threads rest by {@link KafkaStreams#pause()}: they process nothing but poll on, so that neither
 * {@code max.poll.interval.ms} nor the session ends, however long the rest. The thread that failed is replaced at once, which
 * aborts its transaction: readers of the output do not wait for it. Rejected: to wait in the handler of the dying thread, or
 * before the first record of the fresh one; both keep the thread from its consumer, the former with an open transaction.
 */
final class Recess implements AutoCloseable {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 250;

    /** Longer than a record waits for the registry: who has not failed by then does not fail for that reason. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final KafkaStreams streams;
    private final AppStates states;
    private final List<DeadLetterGuard> guards;
    private final StreamCounters counters;
    private final RetryDelays delays = new RetryDelays(FIRST, LONGEST);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-recess");
        thread.setDaemon(true);
        return thread;
    });
    private boolean resting;
    private long resumedNanos;
    private long doneBefore;

    Recess(KafkaStreams streams, AppStates states, List<DeadLetterGuard> guards, StreamCounters counters) {
        this.streams = streams;
        this.states = states;
        this.guards = List.copyOf(guards);
        this.counters = counters;
    }

    /** Begins a rest, unless there is one already: several threads fail for the same reason. */
    synchronized void begin(String reason) {
        if (resting || clock.isShutdown() || !(states.current() instanceof AppState.Streaming)) {
            return;
        }
        Duration delay = delays.next(System.nanoTime());
        resting = true;
        streams.pause();
        states.degraded(reason, Instant.now().plus(delay));
        var unused = clock.schedule(this::end, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void end() {
        guards.forEach(DeadLetterGuard::probe);
        resting = false;
        resumedNanos = System.nanoTime();
        doneBefore = done();
        streams.resume();
        lookLater();
    }

    private void lookLater() {
        var unused = clock.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        if (resting) {
            return;
        }
        boolean works = done() > doneBefore && guards.stream().allMatch(DeadLetterGuard::isContent);
        boolean quiet = System.nanoTime() - resumedNanos > QUIET.toNanos();
        if (streams.state() == KafkaStreams.State.RUNNING && (works || quiet)) {
            states.recovered();
        } else {
            lookLater();
        }
    }

    private long done() {
        StreamTotals totals = counters.totals();
        return totals.classified() + totals.deadLetters();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
