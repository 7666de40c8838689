package dev.winnow.model.encoder;

import ai.djl.engine.EngineException;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.torchscript.TorchScriptModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A BERT encoder with a linear head, computed over packed batches by libtorch: one native call per batch.
 *
 * <p>The forward pass is {@code packed_encoder.py}, beside this class. A document's result does not depend on the other
 * documents of its batch, but for the rounding of 32-bit sums (below 1e-5).
 *
 * <p>Safe for use by several threads: they share the weights, and each computes with one native thread, because two
 * single-threaded batches are faster than one batch on two threads. {@link #close()} must come after the last call
 * has returned: libtorch crashes the process otherwise.
 */
public final class PackedEncoder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PackedEncoder.class);

    /** Batch size, in tokens, for which oneDNN lays the weights out. */
    private static final long LAYOUT_TOKENS = 2048;

    private final EncoderConfig config;
    private final TorchScriptModule module;

    private PackedEncoder(EncoderConfig config, TorchScriptModule module) {
        this.config = config;
        this.module = module;
        module.call("prepare", LAYOUT_TOKENS);
    }

    /** Loads an encoder for its hidden states and features; it has no classes. */
    public static PackedEncoder load(Checkpoint checkpoint, Precision precision) {
        int features = featureCount(checkpoint.config());
        return load(checkpoint, new LinearHead(1, features, new float[features], new float[1]), precision);
    }

    /**
     * Loads an encoder with its head.
     *
     * @throws CheckpointException where the head does not fit the encoder, or libtorch refuses the model
     */
    public static PackedEncoder load(Checkpoint checkpoint, LinearHead head, Precision precision) {
        int features = featureCount(checkpoint.config());
        if (head.features() != features) {
            throw new CheckpointException("the head reads " + head.features() + " features where encoder "
                    + checkpoint.name() + " has " + features);
        }
        EncoderArchive archive = new EncoderArchive(checkpoint, head, precision);
        try {
            return new PackedEncoder(checkpoint.config(), archive.load(true));
        } catch (EngineException e) {
            LOG.atWarn().addKeyValue("cause", firstLine(e)).log("oneDNN linears are not available, using plain ones");
            return withPlainLinears(checkpoint, head, precision);
        }
    }

    /** The encoder that a build of libtorch without oneDNN gets. */
    static PackedEncoder withPlainLinears(Checkpoint checkpoint, LinearHead head, Precision precision) {
        EncoderArchive archive = new EncoderArchive(checkpoint, head, precision);
        return new PackedEncoder(checkpoint.config(), archive.load(false));
    }

    /** F, the number of pooled features of a document: (layers + 3) · H. */
    public static int featureCount(EncoderConfig config) {
        return (config.layers() + 3) * config.hidden();
    }

    public EncoderConfig config() {
        return config;
    }

    /** F of this encoder. */
    public int featureCount() {
        return featureCount(config);
    }

    /** Hidden states of the last layer, {@code [T, H]}, row by row. */
    public float[] hiddenStates(PackedBatch batch) {
        return run("hidden_states", batch);
    }

    /**
     * Pooled features, {@code [D, F]}, row by row: the document's mean hidden state before the first and after each
     * layer, the last hidden state of [CLS], the maximum over the last hidden states.
     */
    public float[] features(PackedBatch batch) {
        return run("features", batch);
    }

    /** Scores of the classes before the softmax, {@code [D, C]}, row by row. */
    public float[] logits(PackedBatch batch) {
        return run("logits", batch);
    }

    /**
     * Floating-point operations (2 per multiply-add) of a full encoder on these documents: for a document of n tokens
     * in every layer 2n(4H² + 2HI) in the linears and 4n²H in attention. Norms, embeddings and the head are left out.
     */
    public static double flops(EncoderConfig config, PackedBatch batch) {
        double h = config.hidden();
        double perToken = 2 * (4 * h * h + 2 * h * config.intermediate());
        double flops = 0;
        for (int d = 0; d < batch.documents(); d++) {
            double n = batch.cuLengths()[d + 1] - batch.cuLengths()[d];
            flops += n * perToken + 4 * n * n * h;
        }
        return config.layers() * flops;
    }

    private float[] run(String method, PackedBatch batch) {
        return module.call(method, batch.ids(), batch.positions(), batch.cuLengths());
    }

    private static String firstLine(EngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        module.close();
    }
}
