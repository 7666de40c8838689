package dev.winnow.topology.lifecycle;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the states of Kafka Streams into the two moments others wait for: it runs, it has stopped. */
final class StateWatch implements KafkaStreams.StateListener {

    private static final Logger LOG = LoggerFactory.getLogger(StateWatch.class);

    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    @Override
    public void onChange(KafkaStreams.State newState, KafkaStreams.State oldState) {
        LOG.atInfo().addKeyValue("from", oldState).addKeyValue("to", newState).log("stream state changed");
        if (newState == KafkaStreams.State.RUNNING) {
            running.complete(null);
        } else if (newState.hasCompletedShutdown()) {
            running.completeExceptionally(new IllegalStateException("the application stopped before it was running"));
            stopped.complete(null);
        }
    }

    CompletableFuture<Void> running() {
        return running;
    }

    CompletableFuture<Void> stopped() {
        return stopped;
    }
}
