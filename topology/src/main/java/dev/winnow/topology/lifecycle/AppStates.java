package dev.winnow.topology.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The one place that holds the state of the process. What happens comes from several threads; what does not fit the state
 * any more, such as a recovery while the process drains, changes nothing.
 *
 * <p>Listeners are called in the order of the changes, under a lock: they must be quick.
 */
final class AppStates implements KafkaStreams.StateListener {

    /** Of the public type, so that a program which shows states in its own way can turn it off. */
    private static final Logger LOG = LoggerFactory.getLogger(AppState.class);

    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<Consumer<AppState>> listeners = new ArrayList<>();
    private volatile AppState current = new AppState.Starting("created");

    AppState current() {
        return current;
    }

    synchronized void onChange(Consumer<AppState> listener) {
        listeners.add(listener);
    }

    synchronized void starting(String step) {
        if (current instanceof AppState.Starting starting) {
            change(starting.next(step));
        }
    }

    synchronized void warmingUp(String bundle) {
        if (current instanceof AppState.Starting starting) {
            change(starting.warmingUp(bundle));
        } else if (current instanceof AppState.WarmingUp warming) {
            change(warming.next(bundle));
        }
    }

    synchronized void joining() {
        if (current instanceof AppState.WarmingUp warming) {
            change(warming.joining());
        }
    }

    /** Work fails for now. */
    synchronized void degraded(String reason, Instant retryAt) {
        if (current instanceof AppState.Streaming streaming) {
            change(streaming.degraded(Instant.now(), reason, retryAt));
        }
    }

    /** Work goes on after a degradation. */
    synchronized void recovered() {
        if (current instanceof AppState.Degraded degraded) {
            change(degraded.running(Instant.now()));
        }
    }

    synchronized void draining(Instant deadline) {
        if (current instanceof AppState.Working working) {
            change(working.draining(Instant.now(), deadline));
        }
    }

    synchronized void stopped(int exitCode, Optional<Throwable> cause) {
        if (!(current instanceof AppState.Stopped)) {
            change(current.stopped(exitCode, cause));
            end();
        }
    }

    @Override
    public synchronized void onChange(KafkaStreams.State newState, KafkaStreams.State oldState) {
        LOG.atDebug().addKeyValue("from", oldState).addKeyValue("to", newState).log("Kafka Streams changed its state");
        if (newState == KafkaStreams.State.RUNNING && current instanceof AppState.Joining joining) {
            change(joining.running(Instant.now()));
        } else if (newState.hasCompletedShutdown()) {
            end();
        }
    }

    private void end() {
        running.completeExceptionally(new IllegalStateException("the application stopped before it was running"));
        ended.complete(null);
    }

    private void change(AppState next) {
        current = next;
        LOG.atLevel(next instanceof AppState.Degraded ? Level.WARN : Level.INFO)
                .addKeyValue("state", next.label())
                .addKeyValue("details", next.details())
                .log("state changed");
        listeners.forEach(listener -> listener.accept(next));
        if (next instanceof AppState.Running) {
            running.complete(null);
        }
    }

    /** Completed when it runs for the first time, exceptionally when it ends before. */
    CompletableFuture<Void> running() {
        return running;
    }

    /** Completed when the stream threads have ended. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
