package dev.winnow.model.evaluation;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.Flops;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A classifier that is measured: what it does with whole splits, at any offset, and what that costs.
 *
 * <p>Safe for use by one thread; batches run on the workers.
 */
public final class SplitClassifier {
    /** Documents classified before the clock starts: kernels are chosen and code is compiled during the first batches. */
    private static final int WARM_UP_DOCUMENTS = 256;

    private final Classifier classifier;
    private final Flops flops;
    private final EngineWorkers workers;

    /** The caller closes the classifier and the workers. */
    public SplitClassifier(Classifier classifier, Flops flops, EngineWorkers workers) {
        this.classifier = classifier;
        this.flops = flops;
        this.workers = workers;
    }

    Classifier classifier() {
        return classifier;
    }

    /** Classifies all texts after a warm-up; {@code progress} gets the number of documents done so far. */
    SplitRun runWarm(List<String> texts, DeltaOffset offset, IntConsumer progress) {
        run(texts.subList(0, Math.min(WARM_UP_DOCUMENTS, texts.size())), offset, done -> {});
        return run(texts, offset, progress);
    }

    /** Classifies all texts; {@code progress} gets the number of documents done so far, from several threads. */
    SplitRun run(List<String> texts, DeltaOffset offset, IntConsumer progress) {
        int[] predicted = new int[texts.size()];
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Cost>> batches = new ArrayList<>();
        long start = System.nanoTime();
        TokenBudget.DEFAULT.forEachBatch(
                texts,
                classifier::tokenize,
                (first, documents) -> batches.add(workers.submit(() -> {
                    List<Prediction> predictions = classifier.classify(documents, offset);
                    for (int d = 0; d < predictions.size(); d++) {
                        predicted[first + d] = predictions.get(d).best();
                    }
                    progress.accept(done.addAndGet(predictions.size()));
                    return cost(predictions, offset);
                })));
        join(batches);
        double seconds = (System.nanoTime() - start) / 1e9;
        Cost sum = batches.stream().map(CompletableFuture::join).reduce(Cost.NOTHING, Cost::plus);
        return new SplitRun(predicted, sum.full, sum.spent, (double) sum.kept / sum.tokens, seconds);
    }

    /** Seconds that the engine takes for these batches, tokenizing excluded. */
    double seconds(List<List<TokenizedText>> batches, DeltaOffset offset) {
        long start = System.nanoTime();
        join(batches.stream()
                .map(documents -> workers.submit(() -> classifier.classify(documents, offset)))
                .toList());
        return (System.nanoTime() - start) / 1e9;
    }

    private static void join(Collection<? extends CompletableFuture<?>> futures) {
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
    }

    private Cost cost(List<Prediction> predictions, DeltaOffset offset) {
        Cost sum = Cost.NOTHING;
        for (Prediction prediction : predictions) {
            TokenTrace trace = prediction.trace();
            double full = flops.full(trace.tokens());
            double spent = offset.isFull() ? full : flops.reduced(trace.reached());
            sum = sum.plus(new Cost(full, spent, trace.tokens(), trace.kept()));
        }
        return sum;
    }

    /** What some documents took; sums in batch order, so that the same split always gives the same figures. */
    private record Cost(double full, double spent, long tokens, long kept) {
        static final Cost NOTHING = new Cost(0, 0, 0, 0);

        Cost plus(Cost other) {
            return new Cost(full + other.full, spent + other.spent, tokens + other.tokens, kept + other.kept);
        }
    }
}
