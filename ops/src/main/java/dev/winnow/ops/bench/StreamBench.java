package dev.winnow.ops.bench;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.stream.Feed;
import dev.winnow.ops.bench.stream.RunningStream;
import dev.winnow.ops.bench.stream.StreamTopics;
import dev.winnow.topology.config.ConsoleConfig;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.measure.StreamTotals;
import dev.winnow.topology.microbatch.BatchTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Documents a second from topic to topic against documents a second of the bare engine: the same documents, already
 * tokenized, in full batches by the same number of workers. What is missing to 1 is the price of the stream: broker,
 * clients, Avro, tokenizer, transactions and batches that are not full all run on the same cores.
 */
final class StreamBench {
    private final WinnowConfig config;
    private final Classifier classifier;
    private final List<String> texts;
    private final List<List<TokenizedText>> batches;

    StreamBench(WinnowConfig config, Classifier classifier, List<String> texts) {
        this.config = config;
        this.classifier = classifier;
        this.texts = texts;
        this.batches = new ArrayList<>();
        new TokenBudget(config.batch().tokens())
                .forEachBatch(texts, classifier::tokenize, (first, documents) -> batches.add(documents));
    }

    /**
     * One run from topic to topic.
     *
     * @param seconds from the first record sent to the last result committed
     * @param batches micro-batches that the run took
     * @param records what the application counted and timed, the record that woke it included
     */
    record StreamRun(double seconds, BatchTotals batches, StreamTotals records) {
        /** Share of the time in which the engine computed, all workers together. */
        double engineBusy(int workers) {
            return batches.engineMicros() / 1e6 / workers / seconds;
        }

        double meanBatchMillis() {
            return batches.engineMicros() / 1e3 / batches.batches();
        }
    }

    /** Seconds the bare engine takes. */
    double engineSeconds() {
        long start = System.nanoTime();
        try (EngineWorkers workers = new EngineWorkers(config.engine().workers())) {
            List<CompletableFuture<?>> running = new ArrayList<>();
            for (List<TokenizedText> batch : batches) {
                running.add(workers.submit(
                        () -> classifier.classify(batch, config.model().offset())));
            }
            running.forEach(CompletableFuture::join);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Sends every document at once through topics of the run's own. */
    StreamRun atFullSpeed(StreamTopics topics) {
        return atFullSpeed(topics, config);
    }

    /** The same, with the console open. */
    StreamRun atFullSpeedWatched(StreamTopics topics) {
        WinnowConfig watched = config.toBuilder()
                .management(ManagementConfig.at("127.0.0.1:0"))
                .console(new ConsoleConfig(true, true, ""))
                .build();
        return atFullSpeed(topics, watched);
    }

    private StreamRun atFullSpeed(StreamTopics topics, WinnowConfig settings) {
        try (Feed feed = Feed.fast(topics, texts)) {
            return run(topics, settings, feed, () -> feed.send(texts.size()));
        }
    }

    /** Sends so many documents a second for so many seconds through topics of the run's own. */
    StreamRun atRate(StreamTopics topics, double perSecond, int seconds) {
        try (Feed feed = Feed.prompt(topics, texts)) {
            int documents = (int) Math.ceil(perSecond * seconds);
            return run(topics, config, feed, () -> feed.sendSteadily(documents, perSecond));
        }
    }

    private StreamRun run(StreamTopics topics, WinnowConfig settings, Feed feed, Runnable send) {
        try (RunningStream stream = RunningStream.start(settings, classifier, topics, feed)) {
            Optional<Audience> audience = audience(settings, stream);
            BatchTotals before = stream.app().batchTotals();
            long start = System.nanoTime();
            send.run();
            stream.results().await(feed.sent());
            double seconds = (System.nanoTime() - start) / 1e9;
            audience.ifPresent(Audience::close);
            return new StreamRun(
                    seconds,
                    stream.app().batchTotals().since(before),
                    stream.app().totals());
        }
    }

    /** With the console on there must be one: a run that nobody could watch would say that watching costs nothing. */
    private static Optional<Audience> audience(WinnowConfig settings, RunningStream stream) {
        return settings.console().enabled()
                ? Optional.of(Audience.of(stream.managementUrl().orElseThrow()))
                : Optional.empty();
    }
}
