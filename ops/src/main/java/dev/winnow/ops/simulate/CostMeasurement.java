package dev.winnow.ops.simulate;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Measures what micro-batches cost on this machine, all workers at once, since they share caches, memory
 * and clock: small, middle and full ones in turn, so that a machine that slows down for a while slows all of them, and the
 * median of each.
 */
public final class CostMeasurement {

    private static final int[] TOKENS = {100, 400, 1_500};
    private static final int ROUNDS = 5;

    private final Classifier classifier;
    private final List<TokenizedText> documents;
    private final int workers;
    private final DeltaOffset offset;

    /**
     * Of the full encoder.
     *
     * @param texts of the kind that is to be simulated, one at least
     * @param workers batches computed at the same time
     */
    public CostMeasurement(Classifier classifier, List<String> texts, int workers) {
        this(classifier, texts, workers, DeltaOffset.FULL);
    }

    /** At an offset that nobody turns. */
    public CostMeasurement(Classifier classifier, List<String> texts, int workers, DeltaOffset offset) {
        this.classifier = classifier;
        this.documents = texts.stream().map(classifier::tokenize).toList();
        this.workers = workers;
        this.offset = offset;
    }

    /** How far a measurement is. */
    @FunctionalInterface
    public interface Progress {
        void update(long done, long total);
    }

    /** How long the texts are. */
    public DocumentLengths lengths() {
        return new DocumentLengths(
                documents.stream().mapToInt(TokenizedText::length).toArray());
    }

    /** Runs for a few seconds; the first round warms up and does not count. */
    public CostCurve run(Progress progress) {
        List<List<CostCurve.Call>> calls = new ArrayList<>();
        IntStream.range(0, TOKENS.length).forEach(size -> calls.add(new ArrayList<>()));
        long total = (long) (ROUNDS + 1) * TOKENS.length;
        try (EngineWorkers crew = new EngineWorkers(workers)) {
            for (int round = 0; round <= ROUNDS; round++) {
                for (int size = 0; size < TOKENS.length; size++) {
                    List<CostCurve.Call> timed = together(crew, TOKENS[size]);
                    if (round > 0) {
                        calls.get(size).addAll(timed);
                    }
                    progress.update((long) round * TOKENS.length + size + 1, total);
                }
            }
        }
        return CostCurve.through(calls.stream().map(CostMeasurement::median).toList());
    }

    private List<CostCurve.Call> together(EngineWorkers crew, int tokens) {
        List<CompletableFuture<CostCurve.Call>> running = IntStream.range(0, workers)
                .mapToObj(worker -> batch(worker * documents.size() / workers, tokens))
                .map(batch -> crew.submit(() -> timed(batch)))
                .toList();
        EngineWorkers.join(running);
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Documents from this one on, again and again, until they hold so many tokens. */
    private List<TokenizedText> batch(int first, int tokens) {
        List<TokenizedText> batch = new ArrayList<>();
        for (int sum = 0, next = first; sum < tokens; next++) {
            TokenizedText document = documents.get(next % documents.size());
            batch.add(document);
            sum += document.length();
        }
        return batch;
    }

    private CostCurve.Call timed(List<TokenizedText> batch) {
        long start = System.nanoTime();
        classifier.classify(batch, offset);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new CostCurve.Call(batch.stream().mapToInt(TokenizedText::length).sum(), seconds);
    }

    private static CostCurve.Call median(List<CostCurve.Call> calls) {
        double[] seconds =
                calls.stream().mapToDouble(CostCurve.Call::seconds).sorted().toArray();
        double tokens =
                calls.stream().mapToInt(CostCurve.Call::tokens).average().orElseThrow();
        return new CostCurve.Call((int) Math.round(tokens), seconds[seconds.length / 2]);
    }
}
