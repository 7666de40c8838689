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

    /** As {@link #run}, after a warm-up that counts for nothing. */
    SplitRun runWarm(List<String> texts, DeltaOffset offset, IntConsumer progress) {
        run(texts.subList(0, Math.min(WARM_UP_DOCUMENTS, texts.size())), offset, done -> progress.accept(0));
        return run(texts, offset, progress);
    }

    /**
     * Classifies all texts.
     *
     * @param progress gets the number of documents done so far, from several threads; where it throws, the work ends within a
     *     batch
     */
    SplitRun run(List<String> texts, DeltaOffset offset, IntConsumer progress) {
        int[] predicted = new int[texts.size()];
        AtomicInteger done = new AtomicInteger();
        Runnable heed = () -> progress.accept(done.get());
        List<CompletableFuture<Cost>> batches = new ArrayList<>();
        long start = System.nanoTime();
        TokenBudget.DEFAULT.forEachBatch(texts, classifier::tokenize, (first, documents) -> {
            heed.run();
            batches.add(workers.submit(() -> {
                heed.run();
                List<Prediction> predictions = classifier.classify(documents, offset);
                for (int d = 0; d < predictions.size(); d++) {
                    predicted[first + d] = predictions.get(d).best();
                }
                progress.accept(done.addAndGet(predictions.size()));
                return cost(predictions, offset);
            }));
        });
        EngineWorkers.join(batches);
        double seconds = (System.nanoTime() - start) / 1e9;
        Cost sum = batches.stream().map(CompletableFuture::join).reduce(Cost.NOTHING, Cost::plus);
        return new SplitRun(predicted, sum.full, sum.spent, (double) sum.kept / sum.tokens, seconds);
    }

    /**
     * Seconds that the engine takes for these batches, tokenizing excluded.
     *
     * @param heed runs before each batch; where it throws, the work ends
     */
    double seconds(List<List<TokenizedText>> batches, DeltaOffset offset, Runnable heed) {
        long start = System.nanoTime();
        EngineWorkers.join(batches.stream()
                .map(documents -> workers.submit(() -> {
                    heed.run();
                    return classifier.classify(documents, offset);
                }))
                .toList());
        return (System.nanoTime() - start) / 1e9;
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
