package dev.winnow.ops.console;

import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the process five times a second, as often as its control loop does, and ends a second every fifth time. */
final class Sampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final long PERIOD_MILLIS = 200;
    private static final int LOOKS = 5;
    private static final double NANOS = 1e9;
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final Vitals vitals;
    private final Meters meters;
    private final Consumer<Tick> listener;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-console");
        thread.setDaemon(true);
        return thread;
    });
    private int looks;
    private long secondBegan = System.nanoTime();
    private long nextLog = System.nanoTime();
    private volatile Optional<Tick> last = Optional.empty();

    Sampler(Vitals vitals, Meters meters, Consumer<Tick> listener) {
        this.vitals = vitals;
        this.meters = meters;
        this.listener = listener;
    }

    void start() {
        // At a fixed rate, looks that a pause delayed come at once, and a second of microseconds would be divided by.
        var unused = clock.scheduleWithFixedDelay(this::guarded, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The last second; empty before the first is over. */
    Optional<Tick> last() {
        return last;
    }

    private void guarded() {
        try {
            look();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            // Thrown on, it would end the clock without a word.
            log(e);
        }
    }

    private void log(Throwable failure) {
        long now = System.nanoTime();
        if (now - nextLog >= 0) {
            nextLog = now + LOG_INTERVAL.toNanos();
            LOG.atWarn().setCause(failure).log("the console missed a look at the process");
        }
    }

    private void look() {
        Optional<KnobsReport> report = vitals.knobs().get();
        List<KnobStatus> knobs = report.map(KnobsReport::knobs).orElse(List.of());
        meters.look(knobs);
        looks++;
        if (looks == LOOKS) {
            looks = 0;
            long nanos = System.nanoTime();
            long nowMillis = System.currentTimeMillis();
            meters.end(nowMillis, (nanos - secondBegan) / NANOS, knobs);
            secondBegan = nanos;
            Tick tick = Tick.of(nowMillis, vitals, report, meters);
            last = Optional.of(tick);
            listener.accept(tick);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
