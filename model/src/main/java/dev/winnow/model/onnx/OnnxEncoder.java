package dev.winnow.model.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.Arrays;

/** An encoder with its head over packed batches, computed by ONNX Runtime. */
public final class OnnxEncoder implements BatchEncoder {
    private final int layers;
    private final boolean reducible;
    private final OnnxModule module;

    private OnnxEncoder(OnnxExport export, SessionOptions options) {
        this.layers = export.checkpoint().config().layers();
        this.reducible = export.reduction().isPresent();
        this.module = OnnxModule.load(export.packed(), options);
    }

    /** Loads a model for the processor: each thread that calls computes its batch alone. */
    public static OnnxEncoder load(OnnxExport export) {
        OnnxModule.environment();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new OnnxEncoder(export, options);
        } catch (OrtException e) {
            throw new CheckpointException("ONNX Runtime refuses its options: " + e.getMessage(), e);
        }
    }

    @Override
    public int layers() {
        return layers;
    }

    @Override
    public ReducedBatch reduce(PackedBatch batch, DeltaOffset offset) {
        try (NDManager arrays = module.arrays()) {
            NDList results = module.run(inputs(batch, offset, arrays));
            float[] logits = result(results, "logits").toFloatArray();
            if (!reducible || offset.isFull()) {
                return ReducedBatch.full(logits, batch.tokens(), layers);
            }
            long[] reached = result(results, "reached").toLongArray();
            return new ReducedBatch(
                    logits,
                    Arrays.stream(reached).mapToInt(Math::toIntExact).toArray(),
                    result(results, "scores").toFloatArray());
        }
    }

    private NDList inputs(PackedBatch batch, DeltaOffset offset, NDManager arrays) {
        AttentionGroups groups = AttentionGroups.of(batch);
        NDList inputs = new NDList(
                OnnxModule.named(arrays.create(batch.ids()), "ids"),
                OnnxModule.named(arrays.create(documents(batch)), "documents"),
                OnnxModule.named(arrays.create(batch.positions()), "positions"),
                OnnxModule.named(arrays.create(groups.groups()), "groups"),
                OnnxModule.named(arrays.create(groups.seats()), "seats"));
        if (reducible) {
            inputs.add(OnnxModule.named(arrays.create((float) offset.value()), "offset"));
        }
        return inputs;
    }

    /** The document of each token. */
    private static long[] documents(PackedBatch batch) {
        long[] documents = new long[batch.tokens()];
        for (int d = 0; d < batch.documents(); d++) {
            Arrays.fill(documents, (int) batch.cuLengths()[d], (int) batch.cuLengths()[d + 1], d);
        }
        return documents;
    }

    private static NDArray result(NDList results, String name) {
        return results.get(name);
    }

    @Override
    public void close() {
        module.close();
    }
}
