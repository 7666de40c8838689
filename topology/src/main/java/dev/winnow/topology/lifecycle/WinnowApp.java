package dev.winnow.topology.lifecycle;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.JsonSerializer;
import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.classify.RegistryPatience;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.input.DocumentReaders;
import dev.winnow.topology.measure.StreamCounters;
import dev.winnow.topology.measure.StreamTotals;
import dev.winnow.topology.microbatch.BatchPolicy;
import dev.winnow.topology.microbatch.BatchTotals;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.pipeline.PipelineTopology;
import dev.winnow.v1.Classification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
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

    private final WinnowConfig config;
    private final ClassifierLoader loader;
    private final KafkaClientSupplier clients;
    private final StreamCounters counters = new StreamCounters();
    private final FailurePolicy failures = new FailurePolicy();
    private final StateWatch states = new StateWatch();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile MicroBatcher batcher;
    private boolean cleanStop = true;

    public WinnowApp(WinnowConfig config, ClassifierLoader loader) {
        this(config, loader, new KafkaClients());
    }

    /** With clients of the caller's choice, for instance ones that record their calls. */
    public WinnowApp(WinnowConfig config, ClassifierLoader loader, KafkaClientSupplier clients) {
        this.config = config;
        this.loader = loader;
        this.clients = clients;
    }

    /**
     * Checks broker and topics, loads the models and starts the stream threads. Returns before they run.
     *
     * @throws StartupException when something is missing; whatever was opened until then is closed again
     */
    public synchronized void start() {
        try {
            open();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open() {
        StateFolder folder = opened(new StateFolder());
        TopicLimits topics = checkBroker(StreamsSettings.of(config, TopicLimits.unknown(), folder.path()));
        StreamsConfig settings = StreamsSettings.of(config, topics, folder.path());
        AvroSerdes serdes = opened(new AvroSerdes(config.registry().settings()));
        RegistryCheck.check(config, serdes.subjects());
        batcher = new MicroBatcher(policy(), BufferShares.batcher(config.batch()));
        Bundles bundles = opened(new Bundles(config.pipelines(), config.model().offset(), loader, batcher));
        List<ClassifyStep> steps = steps(bundles, serdes, settings, topics);
        KafkaStreams streams =
                new KafkaStreams(PipelineTopology.of(steps, config.deadLetters().topic()), settings, clients);
        opened.push(() -> stop(streams));
        streams.setStateListener(states);
        streams.setUncaughtExceptionHandler(failures);
        streams.start();
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private TopicLimits checkBroker(StreamsConfig settings) {
        Map<String, Object> adminConfig =
                settings.getAdminConfigs(config.application().id() + "-startup");
        String servers =
                config.kafka().getOrDefault("bootstrap.servers", "nowhere: kafka.bootstrap.servers is not set");
        try (Admin admin = clients.getAdmin(adminConfig)) {
            return new BrokerCheck(admin, servers, StreamsSettings.startupMillis(settings)).check(config);
        }
    }

    private BatchPolicy policy() {
        BatchConfig batch = config.batch();
        return new BatchPolicy(
                batch.tokens(),
                batch.documents(),
                batch.linger(),
                config.engine().workers());
    }

    private List<ClassifyStep> steps(
            Bundles bundles, AvroSerdes serdes, StreamsConfig settings, TopicLimits topicLimits) {
        RegistryPatience patience = new RegistryPatience(StreamsSettings.patience(settings));
        TopicLimits limits = topicLimits.cappedAt(StreamsSettings.largestRequest(settings));
        DeadLetters deadLetters = new DeadLetters(limits.of(config.deadLetters().topic()));
        return config.pipelines().stream()
                .map(pipeline -> step(pipeline, bundles, serdes, patience, limits, deadLetters))
                .toList();
    }

    private ClassifyStep step(
            PipelineConfig pipeline,
            Bundles bundles,
            AvroSerdes serdes,
            RegistryPatience patience,
            TopicLimits limits,
            DeadLetters deadLetters) {
        return new ClassifyStep(
                pipeline.input(),
                pipeline.output(),
                bundles.classifier(pipeline),
                bundles.lane(pipeline),
                DocumentReaders.of(config.input(), serdes),
                classifications(serdes),
                patience,
                config.model().rationaleSpans(),
                limits.of(pipeline.output()),
                deadLetters,
                counters);
    }

    private Serializer<Classification> classifications(AvroSerdes serdes) {
        return switch (config.output().format()) {
            case AVRO -> serdes.classification().serializer();
            case JSON -> new JsonSerializer<>();
        };
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
        states.stopped().join();
    }

    /** What stopped the application, if it stopped by itself. */
    public Optional<Throwable> failure() {
        return failures.fatal();
    }

    /** Status for the command line: 0 after a clean stop, 1 otherwise. */
    public synchronized int exitStatus() {
        return cleanStop && failures.fatal().isEmpty() ? 0 : 1;
    }

    /** Documents and results so far. */
    public StreamTotals totals() {
        return counters.totals();
    }

    /** Micro-batches so far; all zero before the start. */
    public BatchTotals batchTotals() {
        MicroBatcher started = batcher;
        return started == null ? new BatchTotals(0, 0, 0, 0) : started.totals();
    }

    private void stop(KafkaStreams streams) {
        Duration timeout = config.application().shutdownTimeout();
        // Leaving the group lets others take over at once; Kafka Streams stays by default, to come back to its state.
        CloseOptions leaving = CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            cleanStop = false;
            LOG.atError()
                    .addKeyValue("timeoutMillis", timeout.toMillis())
                    .log("the stream threads did not stop in time; what they had not committed will be read again");
        }
    }

    /** Stops reading, waits for pending results and commits them, then ends the engine. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                cleanStop = false;
                LOG.atError().setCause(e).log("a part of the application did not close");
            }
        }
    }
}
