package dev.winnow.topology.lifecycle;

import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.ControlLaw;
import dev.winnow.topology.control.Controller;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.measure.StreamCounters;
import dev.winnow.topology.measure.StreamTotals;
import dev.winnow.topology.microbatch.BatchTotals;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.preflight.DisagreementException;
import dev.winnow.topology.preflight.StartupException;
import dev.winnow.topology.settings.StreamsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Winnow process: models, batcher and topology, started in that order and stopped in the reverse, so that
 * every document that was read has its result before the engine goes away.
 *
 * <p>{@link #start()} once, {@link #close()} any number of times, from any thread except those of Kafka Streams.
 */
public final class WinnowApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WinnowApp.class);

    /** For stream threads that only have to abort. */
    private static final Duration LAST_GRACE = Duration.ofSeconds(2);

    private final WinnowConfig config;
    private final ClassifierLoader loader;
    private final KafkaClientSupplier clients;
    private final ControlLaw.Source laws;
    private final StreamCounters counters = new StreamCounters();
    private final Observers observers = new Observers(counters);
    private final FailurePolicy failures = new FailurePolicy(this::rest, this::drain);
    private final AppStates states = new AppStates();
    private final OpenedParts parts = new OpenedParts();
    private volatile Startup.Started started;
    private volatile Liveness liveness;
    private volatile Recess recess;
    private RuntimeException startFailure;
    private boolean cleanStop = true;

    public WinnowApp(WinnowConfig config, ClassifierLoader loader) {
        this(config, loader, new KafkaClients());
    }

    /** With clients of the caller's choice, for instance ones that record their calls. */
    public WinnowApp(WinnowConfig config, ClassifierLoader loader, KafkaClientSupplier clients) {
        this(config, loader, clients, Controller::new);
    }

    /** With another control law, to compare it with Winnow's: {@code winnow bench control}. */
    public WinnowApp(WinnowConfig config, ClassifierLoader loader, ControlLaw.Source laws) {
        this(config, loader, new KafkaClients(), laws);
    }

    private WinnowApp(
            WinnowConfig config, ClassifierLoader loader, KafkaClientSupplier clients, ControlLaw.Source laws) {
        this.config = config;
        this.loader = loader;
        this.clients = clients;
        this.laws = laws;
    }

    /**
     * Checks broker and topics, loads the models, warms them up and starts the stream threads. Returns before they run.
     *
     * @throws StartupException when something is missing; whatever was opened until then is closed again
     */
    public synchronized void start() {
        try {
            open();
        } catch (RuntimeException e) {
            startFailure = e;
            closeParts();
            throw e;
        }
    }

    private void open() {
        started = new Startup(config, loader, clients, laws, observers, states, parts).run();
        KafkaStreams streams = started.streams();
        parts.add(() -> stop(streams));
        recess = parts.add(new Recess(streams, states, started.guards(), counters));
        liveness = new Liveness(streams, StreamsSettings.longestPollInterval(started.settings()));
        streams.setStateListener(states);
        streams.setUncaughtExceptionHandler(failures);
        var unused = states.running().thenRunAsync(this::checkGroupAgain);
        states.joining();
        if (states.current() instanceof AppState.Joining) {
            streams.start();
        }
    }

    private void checkGroupAgain() {
        try {
            started.groupCheck().run();
        } catch (DisagreementException e) {
            failures.stopFor(e);
            LOG.atError()
                    .addKeyValue("reason", e.getMessage())
                    .log("another instance disagrees; the application stops");
            started.streams().close(leaving(Duration.ZERO));
        }
    }

    private void rest(String reason) {
        recess.begin(reason);
    }

    private void drain() {
        states.draining(Instant.now().plus(config.application().shutdownTimeout()));
    }

    /** Where the process stands. */
    public AppState state() {
        return states.current();
    }

    /** Tells of every change, in order; the listener must be quick, for it holds up the next change. */
    public void onChange(Consumer<AppState> listener) {
        states.onChange(listener);
    }

    /** Tells of what the stream does from now on; to hear of everything, before the start. */
    public void observe(StreamObserver observer) {
        observers.add(observer);
    }

    /** Why the process should be started anew: it will not go on by itself. Empty as long as it may. */
    public Optional<String> trouble() {
        if (states.current() instanceof AppState.Stopped) {
            return Optional.of("stopped");
        }
        Liveness known = liveness;
        return known == null || !(states.current() instanceof AppState.Streaming) ? Optional.empty() : known.trouble();
    }

    /**
     * Waits until the stream threads have their partitions.
     *
     * @throws IllegalStateException when the application stops first or the time is over
     */
    public void awaitRunning(Duration timeout) {
        try {
            states.running().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not running after " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause().getMessage(), failures.fatal().orElse(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the application was running", e);
        }
    }

    /** Waits until the application has stopped, by {@link #close()} or because it cannot go on. */
    public void awaitStopped() {
        states.ended().join();
    }

    /** What stopped the application, if it stopped by itself. */
    public Optional<Throwable> failure() {
        return failures.fatal();
    }

    /** Status for the command line, one of {@link ExitStatus}: of the end, or of a clean end if there is none yet. */
    public int exitStatus() {
        return states.current() instanceof AppState.Stopped stopped ? stopped.exitCode() : ExitStatus.DONE;
    }

    /** Documents and results so far. */
    public StreamTotals totals() {
        return counters.totals();
    }

    /** Micro-batches so far, those of the warm-up included; all zero before the start. */
    public BatchTotals batchTotals() {
        Startup.Started known = started;
        return known == null ? BatchTotals.NONE : known.batcher().totals();
    }

    /** Figures of Kafka's own clients and threads; none before the stream is there. */
    public Map<MetricName, ? extends Metric> kafkaMetrics() {
        Startup.Started known = started;
        return known == null ? Map.of() : known.streams().metrics();
    }

    /** What the knob of each bundle does; empty before the bundles are there. */
    public Optional<KnobsReport> knobs() {
        return Optional.ofNullable(started).map(known -> known.knobs().report());
    }

    private void stop(KafkaStreams streams) {
        Duration timeout = config.application().shutdownTimeout();
        if (streams.close(leaving(timeout))) {
            return;
        }
        cleanStop = false;
        LOG.atError()
                .addKeyValue("timeoutMillis", timeout.toMillis())
                .log("the stream threads did not stop in time; what they had not committed will be read again");
        // Fails what still waits for the engine, so that the threads can abort their transactions and leave the group.
        started.batcher().close();
        if (!streams.close(leaving(LAST_GRACE))) {
            LOG.atWarn().log("a stream thread is left behind; the broker will notice by its session timeout");
        }
    }

    /** Lets others take over at once; Kafka Streams stays in the group by default, to come back to its state. */
    private static CloseOptions leaving(Duration timeout) {
        return CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    }

    /** Stops reading, waits for pending results and commits them, then ends the engine. */
    @Override
    public void close() {
        drain();
        closeParts();
    }

    private synchronized void closeParts() {
        boolean closed = parts.close();
        cleanStop = cleanStop && closed;
        Optional<Throwable> cause = failures.fatal().or(() -> Optional.ofNullable(startFailure));
        int clean = cleanStop ? ExitStatus.DONE : ExitStatus.FAILED;
        states.stopped(cause.map(ExitStatus::of).orElse(clean), cause);
    }
}
