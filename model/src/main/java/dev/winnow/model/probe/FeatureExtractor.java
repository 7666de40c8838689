package dev.winnow.model.probe;

import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends documents through the frozen encoder, once: a linear probe then trains on the features in seconds instead of running
 * the encoder in every epoch.
 */
final class FeatureExtractor {
    private final DocumentTokenizer tokenizer;
    private final PackedEncoder encoder;
    private final EngineWorkers workers;

    FeatureExtractor(DocumentTokenizer tokenizer, PackedEncoder encoder, EngineWorkers workers) {
        this.tokenizer = tokenizer;
        this.encoder = encoder;
        this.workers = workers;
    }

    /** Features of the texts, {@code [N, F]}; a progress display that throws ends the work within a batch. */
    FeatureMatrix extract(List<String> texts, TrainingProgress progress) {
        FeatureMatrix matrix = FeatureMatrix.zeros(texts.size(), encoder.featureCount());
        AtomicInteger done = new AtomicInteger();
        Runnable heed = () -> progress.update(TrainingProgress.Phase.FEATURES, done.get(), texts.size());
        List<CompletableFuture<Void>> batches = new ArrayList<>();
        TokenBudget.DEFAULT.forEachBatch(texts, tokenizer::tokenize, (first, documents) -> {
            heed.run();
            batches.add(workers.submit(() -> {
                heed.run();
                float[] features = encoder.features(PackedBatch.of(documents));
                System.arraycopy(features, 0, matrix.values(), matrix.offset(first), features.length);
                int sum = done.addAndGet(documents.size());
                progress.update(TrainingProgress.Phase.FEATURES, sum, texts.size());
                return null;
            }));
        });
        EngineWorkers.join(batches);
        return matrix;
    }
}
