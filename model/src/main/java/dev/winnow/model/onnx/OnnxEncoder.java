package dev.winnow.model.onnx;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.UnavailableEngineException;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An encoder with its head over packed batches, computed by ONNX Runtime. */
public final class OnnxEncoder implements BatchEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxEncoder.class);

    private final int layers;
    private final boolean reducible;
    private final Precision precision;
    private final OnnxModule module;

    private OnnxEncoder(OnnxExport export, Precision precision, OnnxModule module) {
        this.layers = export.checkpoint().config().layers();
        this.reducible = export.reduction().isPresent();
        this.precision = precision;
        this.module = module;
    }

    /**
     * Loads a model.
     *
     * @param engine where it is computed: one of those that run ONNX graphs
     * @param longest tokens of the longest document to be ready for
     * @throws UnavailableEngineException where the engine cannot run here
     * @throws CheckpointException where ONNX Runtime refuses the model
     */
    public static OnnxEncoder load(OnnxExport export, Engine engine, int longest) {
        if (engine instanceof Engine.PyTorch) {
            throw new IllegalArgumentException("libtorch runs no ONNX graphs");
        }
        OnnxModule.environment();
        byte[] graph = export.packed().bytes();
        if (!(engine instanceof Engine.TensorRt tensorRt)) {
            return load(export, Precision.FP32, graph, processor());
        }
        OnnxEncoder encoder = load(export, tensorRt.precision(), graph, TensorRt.options(tensorRt, graph));
        try {
            encoder.warmUp(WarmUp.steps(tensorRt.tokens(), tensorRt.documents(), longest));
            return encoder;
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private static OnnxEncoder load(OnnxExport export, Precision precision, byte[] graph, SessionOptions options) {
        try (options) {
            return new OnnxEncoder(export, precision, OnnxModule.load(graph, options));
        }
    }

    /** Each thread that calls computes its batch alone, as with libtorch. */
    private static SessionOptions processor() {
        try {
            SessionOptions options = new SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return options;
        } catch (OrtException e) {
            throw new CheckpointException("ONNX Runtime refuses its options: " + e.getMessage(), e);
        }
    }

    void warmUp(List<WarmUp.Step> steps) {
        for (WarmUp.Step step : steps) {
            long start = System.nanoTime();
            reduce(step.batch(), step.offset());
            LOG.atInfo()
                    .addKeyValue("documents", step.batch().documents())
                    .addKeyValue("tokens", step.batch().tokens())
                    .addKeyValue("milliseconds", (System.nanoTime() - start) / 1_000_000)
                    .log("warmed up");
        }
    }

    @Override
    public int layers() {
        return layers;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public ReducedBatch reduce(PackedBatch batch, DeltaOffset offset) {
        try (NDManager arrays = module.arrays()) {
            NDList results = module.run(inputs(batch, offset, arrays));
            float[] logits = results.get("logits").toFloatArray();
            if (!reducible || offset.isFull()) {
                return ReducedBatch.full(logits, batch.tokens(), layers);
            }
            long[] reached = results.get("reached").toLongArray();
            return new ReducedBatch(
                    logits,
                    Arrays.stream(reached).mapToInt(Math::toIntExact).toArray(),
                    results.get("scores").toFloatArray());
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

    @Override
    public void close() {
        module.close();
    }
}
