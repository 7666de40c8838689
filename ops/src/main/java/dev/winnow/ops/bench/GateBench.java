package dev.winnow.ops.bench;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.gate.Bound;
import dev.winnow.ops.bench.rounds.Spread;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the ratios that a change must not lose: a few micro-batches, one thread, the sides of each ratio in turn.
 *
 * <p>The clock is the processor time of that thread, as in {@link ReductionBench}: work beside it does not count.
 */
final class GateBench implements AutoCloseable {
    private static final DeltaOffset HIGH = new DeltaOffset(1);
    private static final String PADDED = "padded";
    private static final String PACKED = "packed";
    private static final String REDUCED = "reduced";
    private static final String INT8 = "int8";

    private final BundleClassifier fp32;
    private final BundleClassifier int8;

    /** Loads the bundle in both precisions. */
    GateBench(Bundle bundle) {
        fp32 = BundleClassifier.load(bundle, Precision.FP32);
        int8 = BundleClassifier.load(bundle, Precision.INT8);
    }

    /** Measures with the first micro-batches of the texts; int8 is missing where this processor cannot compute it. */
    Map<Bound, Double> run(List<String> texts, int batches, int rounds, Interleaved.Heard progress) {
        List<TokenizedText> documents = texts.stream().map(fp32::tokenize).toList();
        Workload workload = Workload.ofTokens(documents, TokenBudget.DEFAULT.tokens(), batches);
        Workload padded = workload.padded();
        boolean inInt8 = int8.precision() == Precision.INT8;
        Interleaved interleaved =
                new Interleaved(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        interleaved
                .add(PADDED, () -> padded.stream().forEach(batch -> fp32.classify(batch, DeltaOffset.FULL)))
                .add(PACKED, () -> workload.stream().forEach(batch -> fp32.classify(batch, DeltaOffset.FULL)))
                .add(REDUCED, () -> workload.stream().forEach(batch -> fp32.classify(batch, HIGH)));
        if (inInt8) {
            interleaved.add(INT8, () -> workload.stream().forEach(batch -> int8.classify(batch, DeltaOffset.FULL)));
        }
        Map<String, Spread> timings = interleaved.run(rounds, progress);
        double packed = timings.get(PACKED).median();
        Map<Bound, Double> ratios = new LinkedHashMap<>();
        ratios.put(Bound.PACKED, timings.get(PADDED).median() / packed);
        ratios.put(Bound.REDUCTION, packed / timings.get(REDUCED).median());
        if (inInt8) {
            ratios.put(Bound.INT8, packed / timings.get(INT8).median());
        }
        return ratios;
    }

    @Override
    public void close() {
        fp32.close();
        int8.close();
    }
}
