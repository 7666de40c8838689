package dev.winnow.model.evaluation;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs a classifier over a labelled split and measures how right and how fast it is. */
public final class Evaluator {
    /** Documents classified before the clock starts: kernels are chosen and code is compiled during the first batches. */
    private static final int WARM_UP_DOCUMENTS = 256;

    private final EngineWorkers workers;

    /** Batches run on these workers; the caller closes them. */
    public Evaluator(EngineWorkers workers) {
        this.workers = workers;
    }

    /**
     * Classifies the whole split.
     *
     * @param progress gets the number of documents done so far, from several threads
     * @throws dev.winnow.model.dataset.DatasetException if the split is missing, or has labels unknown to the classifier
     */
    public EvaluationReport evaluate(Classifier classifier, Dataset dataset, Split split, IntConsumer progress) {
        DatasetSplit rows = dataset.read(split);
        int[] truth = rows.targets(classifier.labels());
        List<String> texts = rows.examples().stream().map(Example::text).toList();
        predict(classifier, texts.subList(0, Math.min(WARM_UP_DOCUMENTS, texts.size())), done -> {});
        long start = System.nanoTime();
        int[] predicted = predict(classifier, texts, progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        EvaluationPoint point = new EvaluationPoint(
                EvaluationPoint.FULL_ENCODER,
                ConfusionMatrix.of(classifier.labels(), truth, predicted),
                1.0,
                texts.size() / seconds);
        return new EvaluationReport(
                classifier.model(),
                classifier.version(),
                split.fileName(),
                texts.size(),
                rows.badRows().size(),
                List.of(point));
    }

    private int[] predict(Classifier classifier, List<String> texts, IntConsumer progress) {
        int[] predicted = new int[texts.size()];
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Void>> batches = new ArrayList<>();
        TokenBudget.DEFAULT.forEachBatch(
                texts,
                classifier::tokenize,
                (first, documents) -> batches.add(workers.submit(() -> {
                    List<Prediction> predictions = classifier.classify(documents, DeltaOffset.FULL);
                    for (int d = 0; d < predictions.size(); d++) {
                        predicted[first + d] = predictions.get(d).best();
                    }
                    progress.accept(done.addAndGet(predictions.size()));
                    return null;
                })));
        CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new)).join();
        return predicted;
    }
}
