package dev.winnow.ops.bench;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.WinnowApp;
import dev.winnow.topology.microbatch.BatchTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Documents a second from topic to topic against documents a second of the bare engine: the same documents, already
 * tokenized, in full batches by the same number of workers. What is missing to 1 is the price of the stream: broker,
 * clients, Avro, tokenizer, transactions and batches that are not full all run on the same cores.
 */
final class StreamBench {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

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
     */
    record StreamRun(double seconds, BatchTotals batches) {}

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

    /** Sends every document through topics of the run's own. */
    StreamRun streamSeconds(StreamTopics topics) {
        try (WinnowApp app = new WinnowApp(topics.configure(config), pipeline -> new Borrowed(classifier));
                ResultCounter results = topics.results()) {
            app.start();
            app.awaitRunning(START_TIMEOUT);
            topics.send(texts.subList(0, 1));
            results.await(1);
            BatchTotals before = app.batchTotals();
            long start = System.nanoTime();
            topics.send(texts);
            results.await(1 + texts.size());
            double seconds = (System.nanoTime() - start) / 1e9;
            BatchTotals after = app.batchTotals();
            return new StreamRun(
                    seconds,
                    new BatchTotals(
                            after.batches() - before.batches(),
                            after.documents() - before.documents(),
                            after.tokens() - before.tokens(),
                            after.engineMicros() - before.engineMicros()));
        }
    }

    /** The classifier outlives the application that uses it for one run. */
    private record Borrowed(Classifier classifier) implements Classifier {
        @Override
        public String model() {
            return classifier.model();
        }

        @Override
        public String version() {
            return classifier.version();
        }

        @Override
        public List<String> labels() {
            return classifier.labels();
        }

        @Override
        public TokenizedText tokenize(String text) {
            return classifier.tokenize(text);
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            return classifier.classify(documents, offset);
        }

        @Override
        public void close() {
            // Whoever lent it closes it.
        }
    }
}
