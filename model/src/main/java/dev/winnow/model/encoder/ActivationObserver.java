package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.torchscript.TorchScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the ranges of an encoder's activations on documents like those that it is going to read, for
 * {@link Precision#INT8}. The documents pass twice: once for the bounds, once to count what lies between.
 *
 * <p>For one thread.
 */
public final class ActivationObserver implements AutoCloseable {
    private static final int BINS = 2048;

    private final TorchScriptModule module;

    /** Loads the encoder in 32-bit floats, recording. */
    public ActivationObserver(Checkpoint checkpoint) {
        LinearHead none = PackedEncoder.noHead(checkpoint.config());
        EncoderArchive archive = new EncoderArchive(checkpoint, none, Optional.empty(), Precision.FP32);
        module = archive.loadObserving();
        module.call("prepare", 0);
    }

    /**
     * Measures over the batches.
     *
     * @param batches at least one
     * @param heard gets every batch that passes, so each of them twice
     */
    public ActivationRanges observe(List<PackedBatch> batches, Consumer<PackedBatch> heard) {
        pass(batches, heard);
        float[] bounds = module.call("bounds");
        module.call("count", BINS);
        pass(batches, heard);
        float[] counts = module.call("histograms");
        int linears = bounds.length / 2;
        List<ActivationRange> ranges = new ArrayList<>();
        for (int n = 0; n < linears; n++) {
            float[] bins = Arrays.copyOfRange(counts, n * BINS, (n + 1) * BINS);
            ranges.add(new ActivationHistogram(bounds[n], bounds[linears + n], bins).range());
        }
        return ActivationRanges.of(ranges);
    }

    private void pass(List<PackedBatch> batches, Consumer<PackedBatch> heard) {
        for (PackedBatch batch : batches) {
            module.call("hidden_states", batch.ids(), batch.positions(), batch.cuLengths());
            heard.accept(batch);
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
