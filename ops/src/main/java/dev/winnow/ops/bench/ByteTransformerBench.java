package dev.winnow.ops.bench;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.encoder.Gpu;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The settings that ByteTransformer (Zhai et al., IPDPS 2023) is measured with, on this engine: BERT-base with random weights,
 * batches of 16 documents whose lengths are uniform from 0.2 to 1 of a maximum, so 0.6 of it in the mean, and the maxima of the second
 * table of its README.
 *
 * <p>Two differences: a call here starts from token ids on the host and ends with a result on the host, pooled features and head in
 * between, where ByteTransformer's starts and ends with hidden states on the GPU; and each call is waited for.
 */
final class ByteTransformerBench implements AutoCloseable {
    /** The longest document that the encoder has positions for. */
    static final int LONGEST = 1_024;

    /** The maxima of the table. */
    static final List<Integer> MAXIMA =
            IntStream.rangeClosed(1, 16).mapToObj(step -> 64 * step).toList();

    /** Milliseconds of a batch on an A100 in 16 bits, as its README says, maximum by maximum. */
    private static final double[] PUBLISHED = {
        2.09, 3.18, 5.08, 6.85, 7.49, 8.44, 8.89, 9.22, 10.15, 12.04, 13.55, 16.3, 16.92, 20.67, 23.27, 24.70
    };

    private static final EncoderConfig BERT_BASE = new EncoderConfig(12, 768, 12, 3_072, 30_522, LONGEST, 1e-12);
    private static final int DOCUMENTS = 16;

    private final PackedEncoder encoder;

    /** Loads BERT-base on the GPU in 16 bits, as it is measured there, or on the processor in 32. */
    ByteTransformerBench(Optional<Gpu> gpu) {
        this(RandomBert.of(BERT_BASE), gpu);
    }

    ByteTransformerBench(Checkpoint checkpoint, Optional<Gpu> gpu) {
        encoder = gpu.map(present -> PackedEncoder.loadOnGpu(checkpoint, Precision.FP16, present))
                .orElseGet(() -> PackedEncoder.load(checkpoint, Precision.FP32));
    }

    /**
     * One line of the result.
     *
     * @param longest tokens of the longest document
     * @param tokens tokens of all documents
     * @param padded seconds of a batch where every document is filled up to the longest
     * @param packed seconds of the batch as it is
     * @param publishedMillis what ByteTransformer's table says; not a number where it has no such line
     */
    record Row(int longest, int tokens, Spread padded, Spread packed, double publishedMillis) {
        double gain() {
            return padded.median() / packed.median();
        }
    }

    Precision precision() {
        return encoder.precision();
    }

    /** Measures every maximum. */
    List<Row> run(List<Integer> maxima, int rounds, Interleaved.Heard progress) {
        List<Row> rows = new ArrayList<>();
        for (int longest : maxima) {
            Workload workload = Workload.uniform(longest, DOCUMENTS);
            PackedBatch packed = PackedBatch.of(workload.batches().get(0));
            PackedBatch padded = PackedBatch.of(workload.padded().batches().get(0));
            Map<String, Spread> timings = new Interleaved()
                    .add("padded, " + longest, () -> encoder.logits(padded))
                    .add("packed, " + longest, () -> encoder.logits(packed))
                    .run(rounds, progress);
            rows.add(new Row(
                    longest,
                    packed.tokens(),
                    timings.get("padded, " + longest),
                    timings.get("packed, " + longest),
                    published(longest)));
        }
        return rows;
    }

    private static double published(int longest) {
        int line = MAXIMA.indexOf(longest);
        return line < 0 ? Double.NaN : PUBLISHED[line];
    }

    @Override
    public void close() {
        encoder.close();
    }
}
