package dev.winnow.ops.bench;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.Gpu;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.evaluation.EncoderParity;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One bundle on a GPU in every precision that it has: whether it says the same as on the processor in 32 bits, and how fast it is,
 * padded, packed and with tokens dropped.
 *
 * <p>Without a GPU it measures the processor's own precisions in the same way, which shows that the measurement works.
 */
final class DeviceBench implements AutoCloseable {
    private static final List<DeltaOffset> OFFSETS = List.of(DeltaOffset.FULL, DeltaOffset.TRAINED);

    private final PackedEncoder reference;
    private final List<PackedEncoder> encoders;

    DeviceBench(Bundle bundle, Optional<Gpu> gpu) {
        Checkpoint checkpoint = bundle.checkpoint();
        reference = PackedEncoder.load(checkpoint, bundle.head(), bundle.reduction(), Precision.FP32);
        encoders = gpu.map(present -> present.precisions().stream()
                        .map(precision -> PackedEncoder.loadOnGpu(
                                checkpoint, bundle.head(), bundle.reduction(), precision, present)))
                .orElseGet(() -> List.of(Precision.FP32, Precision.BF16).stream()
                        .map(precision -> PackedEncoder.load(checkpoint, bundle.head(), bundle.reduction(), precision)))
                .toList();
    }

    /** What a precision says, beside the processor in 32 bits. */
    record Parity(Precision precision, EncoderParity.Result result) {}

    /**
     * How fast a precision is.
     *
     * @param name precision and way to compute
     * @param timing seconds for the whole workload
     * @param documentsPerSecond at the median
     * @param tokensPerSecond at the median; padding does not count, tokens that leave do
     * @param gain documents a second over those of the first line
     */
    record Speed(String name, Spread timing, double documentsPerSecond, double tokensPerSecond, double gain) {}

    /** Compares on all batches, at the full encoder and as trained. */
    List<Parity> parity(Workload workload, Interleaved.Heard progress) {
        List<Parity> parities = new ArrayList<>();
        long total = (long) encoders.size() * OFFSETS.size();
        for (PackedEncoder encoder : encoders) {
            for (DeltaOffset offset : OFFSETS) {
                progress.next(parities.size(), total, name(encoder, "parity"));
                EncoderParity parity = new EncoderParity(reference, encoder, offset);
                workload.stream().map(PackedBatch::of).forEach(parity::compare);
                parities.add(new Parity(encoder.precision(), parity.result()));
            }
        }
        progress.next(total, total, "");
        return parities;
    }

    /** Times everything in turn. */
    List<Speed> speed(Workload workload, int rounds, Interleaved.Heard progress) {
        Interleaved interleaved = new Interleaved();
        for (PackedEncoder encoder : encoders) {
            interleaved.add(name(encoder, "padded"), () -> workload.padded().stream()
                    .forEach(documents -> reduce(encoder, documents, DeltaOffset.FULL)));
            interleaved.add(name(encoder, "packed"), () -> workload.stream()
                    .forEach(documents -> reduce(encoder, documents, DeltaOffset.FULL)));
            interleaved.add(name(encoder, "packed, offset 0"), () -> workload.stream()
                    .forEach(documents -> reduce(encoder, documents, DeltaOffset.TRAINED)));
        }
        Map<String, Spread> timings = interleaved.run(rounds, progress);
        double first = timings.values().iterator().next().median();
        List<Speed> speeds = new ArrayList<>();
        timings.forEach((name, timing) -> speeds.add(new Speed(
                name,
                timing,
                workload.documents() / timing.median(),
                workload.tokens() / timing.median(),
                first / timing.median())));
        return speeds;
    }

    private static void reduce(PackedEncoder encoder, List<TokenizedText> documents, DeltaOffset offset) {
        encoder.reduce(PackedBatch.of(documents), offset);
    }

    private static String name(PackedEncoder encoder, String way) {
        return encoder.precision().label() + " " + way;
    }

    @Override
    public void close() {
        reference.close();
        encoders.forEach(PackedEncoder::close);
    }
}
