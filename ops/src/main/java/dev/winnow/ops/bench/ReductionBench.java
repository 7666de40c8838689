package dev.winnow.ops.bench;

import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.bench.rounds.Spread;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of the operations that token reduction saves is saved in time: one thread classifies the same batches at each
 * offset in turn.
 *
 * <p>The clock is the processor time of that thread, in which everything is computed: the ratios hold on a machine that has
 * other work, where the time that passes would not.
 */
final class ReductionBench {
    private final BundleClassifier classifier;
    private final GemmRate gemm;

    /** Measures the classifier beside the bare matrix products of its encoder, in the same precision. */
    ReductionBench(BundleClassifier classifier, GemmRate gemm) {
        this.classifier = classifier;
        this.gemm = gemm;
    }

    /**
     * One offset on one workload. The full encoder has ratio and share 1.
     *
     * @param offset the δ offset
     * @param timing processor seconds for the whole workload
     * @param documentsPerSecond at the median
     * @param flopsSpeedup FLOPs of the full encoder over those spent
     * @param throughputRatio documents a second over those of the full encoder
     * @param productsRatio the same for the bare matrix products, with as many rows in each layer: what no engine on these
     *     kernels could surpass
     */
    record Row(
            double offset,
            Spread timing,
            double documentsPerSecond,
            double flopsSpeedup,
            double throughputRatio,
            double productsRatio) {

        /** How much of the operations saved is time saved: 1 where time falls as operations do. */
        double share() {
            return throughputRatio / flopsSpeedup;
        }

        /** The share that the bare matrix products leave to reach. */
        double productsShare() {
            return productsRatio / flopsSpeedup;
        }
    }

    /** Measures one workload at every offset, the full encoder first. */
    List<Row> run(Workload workload, List<DeltaOffset> offsets, int rounds, Interleaved.Heard progress) {
        List<DeltaOffset> all = Stream.concat(
                        Stream.of(DeltaOffset.FULL), offsets.stream().filter(offset -> !offset.isFull()))
                .toList();
        Interleaved interleaved =
                new Interleaved(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        List<Spent> spent = new ArrayList<>();
        for (DeltaOffset offset : all) {
            Spent operations = Spent.of(classifier, workload, offset);
            spent.add(operations);
            interleaved.add(name(offset), () -> workload.stream().forEach(batch -> classifier.classify(batch, offset)));
            interleaved.add(products(offset), () -> operations.rows().forEach(gemm::run));
        }
        Map<String, Spread> timings = interleaved.run(rounds, progress);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Spread timing = timings.get(name(all.get(i)));
            rows.add(new Row(
                    all.get(i).value(),
                    timing,
                    workload.documents() / timing.median(),
                    spent.get(0).flops() / spent.get(i).flops(),
                    timings.get(name(all.get(0))).median() / timing.median(),
                    timings.get(products(all.get(0))).median()
                            / timings.get(products(all.get(i))).median()));
        }
        return rows;
    }

    private static String name(DeltaOffset offset) {
        return "offset " + offset.value();
    }

    private static String products(DeltaOffset offset) {
        return "matrix products at " + offset.value();
    }

    /**
     * What a workload takes at one offset.
     *
     * @param flops of all documents
     * @param rows for each batch the tokens of each layer
     */
    record Spent(double flops, List<int[]> rows) {
        static Spent of(BundleClassifier classifier, Workload workload, DeltaOffset offset) {
            double flops = 0;
            List<int[]> rows = new ArrayList<>();
            for (var batch : workload.batches()) {
                int[] tokens = new int[0];
                for (Prediction prediction : classifier.classify(batch, offset)) {
                    TokenTrace trace = prediction.trace();
                    flops += offset.isFull()
                            ? classifier.flops().full(trace.tokens())
                            : classifier.flops().reduced(trace.reached());
                    tokens = added(tokens, trace);
                }
                rows.add(tokens);
            }
            return new Spent(flops, rows);
        }

        private static int[] added(int[] tokens, TokenTrace trace) {
            int[] sum = tokens.length == 0 ? new int[trace.layers()] : tokens;
            for (int reached : trace.reached()) {
                for (int layer = 0; layer < reached; layer++) {
                    sum[layer]++;
                }
            }
            return sum;
        }
    }
}
