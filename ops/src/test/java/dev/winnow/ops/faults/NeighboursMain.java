package dev.winnow.ops.faults;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.ops.exit.ExitHook;
import dev.winnow.ops.stream.WinnowProcessMain;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.topology.classify.ClassifyStep;
import dev.winnow.topology.classify.RegistryPatience;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.deadletter.DeadLetterGuard;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Reporter;
import dev.winnow.topology.input.DocumentReaders;
import dev.winnow.topology.load.BundleProgress;
import dev.winnow.topology.measure.StreamCounters;
import dev.winnow.topology.microbatch.BatchPolicy;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.overload.Overload;
import dev.winnow.topology.overload.Shedding;
import dev.winnow.topology.shadow.ShadowSample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The classifying step among neighbours that have state: documents come to it through a repartition topic, and behind it
 * the results of each key are counted in a store with a cache before it and a changelog behind it. What the step forwards
 * in a commit has to reach that store and its changelog in the same commit.
 */
public final class NeighboursMain {
    /** Name of the store, and in those of its changelog. */
    static final String COUNTS = "counts";

    private NeighboursMain() {}

    /** Takes {@code run} and any number of {@code --set KEY=VALUE}. */
    public static void main(String[] args) throws InterruptedException {
        WinnowProcessMain.endWithParent();
        WinnowConfig config = RunArguments.config(args);
        PipelineConfig pipeline = config.pipelines().get(0);
        MicroBatcher batcher = new MicroBatcher(
                new BatchPolicy(
                        config.batch().tokens(),
                        config.batch().documents(),
                        config.batch().linger(),
                        config.engine().workers()),
                config.batch().bufferBytes());
        Classifier model = BundleClassifier.load(
                Bundle.open(pipeline.bundle()), config.engine().engine(config.batch()));
        AvroSerdes serdes = new AvroSerdes(config.registry().settings());
        ClassifyStep step = step(config, pipeline, batcher, model, serdes);
        KafkaStreams streams =
                new KafkaStreams(topology(step, config.deadLetters().topic()), new StreamsConfig(settings(config)));
        streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        CountDownLatch stopped = new CountDownLatch(1);
        streams.setStateListener((state, before) -> {
            System.out.println(Thread.currentThread().getName() + " " + state);
            if (state.hasCompletedShutdown()) {
                stopped.countDown();
            }
        });
        try (serdes;
                model;
                batcher;
                streams;
                ExitHook exit = ExitHook.draining(streams::close, () -> 0)) {
            streams.start();
            stopped.await();
        }
        System.exit(1);
    }

    private static ClassifyStep step(
            WinnowConfig config, PipelineConfig pipeline, MicroBatcher batcher, Classifier model, AvroSerdes serdes) {
        long largest = 1_000_000;
        return new ClassifyStep(
                pipeline.input(),
                pipeline.output(),
                model,
                batcher.lane(model, config.model().offset()),
                new ShadowSample(config.model().shadowShare()),
                DocumentReaders.of(config.input(), serdes),
                serdes.classification().serializer(),
                new RegistryPatience(Duration.ofSeconds(1)),
                config.model().rationaleSpans(),
                largest,
                deadLetters(config, model, largest),
                new DeadLetterGuard(
                        pipeline.input(),
                        config.deadLetters().maxShare(),
                        config.deadLetters().window()),
                new Shedding(config.overload(), new Overload(), deadLetters(config, model, largest)),
                new StreamCounters(),
                new BundleProgress());
    }

    private static DeadLetters deadLetters(WinnowConfig config, Classifier model, long largest) {
        Reporter reporter = new Reporter(config.application().id(), model.model(), model.version());
        return new DeadLetters(largest, reporter, InstantSource.system());
    }

    private static Topology topology(ClassifyStep step, String deadLetters) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], byte[]> outcomes = builder.stream(
                        step.input(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .repartition(Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray())
                        .withName("again")
                        .withNumberOfPartitions(Trial.PARTITIONS))
                .process(step, Named.as("classify"));
        outcomes.filter((key, letter) -> true, Named.as(ClassifyStep.deadLetterSink(step.input())))
                .to(deadLetters, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        KStream<byte[], byte[]> results =
                outcomes.filter((key, result) -> true, Named.as(ClassifyStep.resultSink(step.input())));
        results.to(step.output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        results.groupByKey(Grouped.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .count(Materialized.<byte[], Long, KeyValueStore<Bytes, byte[]>>as(COUNTS)
                        .withCachingEnabled()
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.Long()));
        return builder.build();
    }

    private static Map<String, Object> settings(WinnowConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("application.id", config.application().id());
        settings.put("processing.guarantee", StreamsConfig.EXACTLY_ONCE_V2);
        settings.put("num.stream.threads", config.application().threads());
        settings.put("commit.interval.ms", config.application().commitInterval().toMillis());
        settings.put("poll.ms", 5);
        settings.put("state.dir", System.getProperty("java.io.tmpdir"));
        settings.put("consumer.auto.offset.reset", "earliest");
        return settings;
    }
}
