package dev.winnow.ops.bench.peers;

import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.TopicLimits;
import dev.winnow.topology.settings.StreamsSettings;
import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/**
 * A Kafka Streams application as one writes it around an engine, under Winnow's own settings: exactly-once, as many threads, as
 * many commits. What differs is the one step between the topics, and that the engine computes on the stream threads.
 *
 * @param bundle name of the bundle
 * @param answers asked for at each start
 */
record StreamsApplication(String bundle, Supplier<Answers> answers, Step step) implements StreamPeer.Application {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** From documents to classifications. */
    interface Step {
        KStream<String, Classification> apply(KStream<String, Document> documents, Answers answers);

        /** The usual one: a call for each record. */
        static Step recordAtATime() {
            return (documents, answers) -> documents.mapValues(answers::one);
        }

        /** A buffer of so many records, emptied when it is full and at times: see {@link NaiveBuffer}. */
        static Step buffered(int size) {
            return (documents, answers) -> documents.processValues(() -> new NaiveBuffer(answers, size));
        }
    }

    @Override
    public StreamPeer.Running start(PeerTopics topics) {
        WinnowConfig config = topics.config(bundle);
        KafkaStreams streams = new KafkaStreams(
                topology(topics),
                StreamsSettings.of(
                        config,
                        new TopicLimits(Map.of(), topics.partitions()),
                        Path.of(System.getProperty("java.io.tmpdir"), "winnow-" + UUID.randomUUID()),
                        config.application().id()));
        try {
            awaitRunning(streams);
        } catch (CompletionException e) {
            stop(streams);
            throw new IllegalStateException("the application does not start", e.getCause());
        }
        return () -> stop(streams);
    }

    private Topology topology(PeerTopics topics) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Document> documents = builder.stream(
                topics.documents(),
                Consumed.with(Serdes.String(), topics.serdes().document()));
        step.apply(documents, answers.get())
                .to(
                        topics.classifications(),
                        Produced.with(Serdes.String(), topics.serdes().classification()));
        return builder.build();
    }

    private static void awaitRunning(KafkaStreams streams) {
        CompletableFuture<Void> running = new CompletableFuture<>();
        streams.setUncaughtExceptionHandler(failure -> {
            running.completeExceptionally(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((state, before) -> {
            if (state == KafkaStreams.State.RUNNING) {
                running.complete(null);
            }
        });
        streams.start();
        running.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static void stop(KafkaStreams streams) {
        CloseOptions leaving = CloseOptions.timeout(TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            throw new IllegalStateException("the application does not stop");
        }
    }
}
