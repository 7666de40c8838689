package dev.winnow.model.encoder;

import ai.djl.engine.EngineException;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.torchscript.TorchScriptModule;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A BERT encoder with a linear head, computed over packed batches by libtorch: one native call per batch.
 *
 * <p>The forward pass is {@code packed_encoder.py}, beside this class, on a processor or on a GPU. A document's result does not
 * depend on the other documents of its batch, but for the rounding of 32-bit sums (below 1e-5). In {@link Precision#INT8} such a
 * difference can move an activation to the next of its 256 steps; scales do not depend on the batch.
 *
 * <p>Safe for use by several threads: they share the weights, and each computes with one native thread, because two
 * single-threaded batches are faster than one batch on two threads. {@link #close()} must come after the last call
 * has returned: libtorch crashes the process otherwise.
 */
public final class PackedEncoder implements BatchEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(PackedEncoder.class);

    /** Batch size, in tokens, for which oneDNN lays the weights out. */
    private static final long LAYOUT_TOKENS = 2048;

    private final EncoderConfig config;
    private final boolean reducible;
    private final Precision precision;
    private final TorchScriptModule module;

    private PackedEncoder(EncoderConfig config, boolean reducible, Precision precision, TorchScriptModule module) {
        this.config = config;
        this.reducible = reducible;
        this.precision = precision;
        this.module = module;
        try {
            module.call("prepare", LAYOUT_TOKENS);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    /** Loads an encoder for its hidden states and features; it has no classes. */
    public static PackedEncoder load(Checkpoint checkpoint, Precision precision) {
        return load(checkpoint, noHead(checkpoint.config()), Optional.empty(), precision);
    }

    /** Loads an encoder in 8-bit integers for its hidden states and features, as {@link #loadInt8} below does. */
    public static PackedEncoder loadInt8(Checkpoint checkpoint, ActivationRanges ranges) {
        return loadInt8(checkpoint, noHead(checkpoint.config()), Optional.empty(), ranges);
    }

    /** A head that says nothing, for encoders that are asked for their states alone. */
    static LinearHead noHead(EncoderConfig config) {
        int features = featureCount(config);
        return new LinearHead(1, features, new float[features], new float[1]);
    }

    /**
     * Loads an encoder with its head.
     *
     * @param reduction what {@link #reduce} drops tokens by; where it is empty every token is kept
     * @param precision any but {@link Precision#INT8}, see {@link #loadInt8}, and {@link Precision#FP16}, see {@link #loadOnGpu}
     * @throws CheckpointException where the head or the reduction does not fit the encoder, or libtorch refuses the model
     */
    public static PackedEncoder load(
            Checkpoint checkpoint, LinearHead head, Optional<Reduction> reduction, Precision precision) {
        if (precision == Precision.INT8) {
            throw new CheckpointException("int8 needs the ranges of the encoder's activations");
        }
        if (precision == Precision.FP16) {
            throw new CheckpointException("fp16 is for GPUs; processors have bf16 and int8");
        }
        check(head, reduction, checkpoint);
        EncoderArchive archive = new EncoderArchive(checkpoint, head, reduction, precision);
        try {
            return new PackedEncoder(
                    checkpoint.config(), reduction.isPresent(), precision, archive.load(Linears.ONEDNN));
        } catch (EngineException e) {
            LOG.atWarn().addKeyValue("cause", firstLine(e)).log("oneDNN linears are not available, using plain ones");
            return withPlainLinears(checkpoint, head, reduction, precision);
        }
    }

    /**
     * Loads an encoder with linears in 8-bit integers. Where libtorch or the processor cannot compute them exactly it is one
     * in {@link Precision#FP32}, with a warning; {@link #precision()} tells.
     *
     * @param ranges measured with these weights
     * @throws CheckpointException as {@link #load}, or where the ranges do not fit the encoder
     */
    public static PackedEncoder loadInt8(
            Checkpoint checkpoint, LinearHead head, Optional<Reduction> reduction, ActivationRanges ranges) {
        check(head, reduction, checkpoint);
        EncoderConfig config = checkpoint.config();
        if (ranges.layers().size() != config.layers()) {
            throw new CheckpointException("the activation ranges are for %d layers where encoder %s has %d"
                    .formatted(ranges.layers().size(), checkpoint.name(), config.layers()));
        }
        String cause;
        try {
            EncoderArchive archive = new EncoderArchive(checkpoint, head, reduction, Precision.INT8);
            PackedEncoder encoder =
                    new PackedEncoder(config, reduction.isPresent(), Precision.INT8, archive.loadInt8(ranges));
            if (encoder.module.call("rounding_of_products")[0] == 0) {
                return encoder;
            }
            encoder.close();
            cause = "products of 8-bit integers overflow on this processor, it has no VNNI";
        } catch (EngineException e) {
            cause = firstLine(e);
        }
        LOG.atWarn().addKeyValue("cause", cause).log("int8 is not available here, using fp32");
        return load(checkpoint, head, reduction, Precision.FP32);
    }

    /** Loads an encoder on a GPU for its hidden states and features, as {@link #loadOnGpu} below does. */
    public static PackedEncoder loadOnGpu(Checkpoint checkpoint, Precision precision, Gpu gpu) {
        return loadOnGpu(checkpoint, noHead(checkpoint.config()), Optional.empty(), precision, gpu);
    }

    /**
     * Loads an encoder with its head on a GPU. One token is computed at once: it shows that the GPU has the kernels, and when its
     * result is there the weights are complete for every stream.
     *
     * @param precision any but {@link Precision#INT8}
     * @throws CheckpointException where the head or the reduction does not fit the encoder
     * @throws EngineException where libtorch or the GPU refuses the model
     */
    public static PackedEncoder loadOnGpu(
            Checkpoint checkpoint, LinearHead head, Optional<Reduction> reduction, Precision precision, Gpu gpu) {
        if (precision == Precision.INT8) {
            throw new CheckpointException("int8 is for processors; GPUs have fp16 and bf16");
        }
        check(head, reduction, checkpoint);
        EncoderArchive archive = new EncoderArchive(checkpoint, head, reduction, precision);
        PackedEncoder encoder =
                new PackedEncoder(checkpoint.config(), reduction.isPresent(), precision, archive.load(gpu));
        try {
            encoder.logits(new PackedBatch(new long[1], new long[1], new long[] {0, 1}));
            return encoder;
        } catch (EngineException e) {
            encoder.close();
            throw e;
        }
    }

    private static void check(LinearHead head, Optional<Reduction> reduction, Checkpoint checkpoint) {
        int features = featureCount(checkpoint.config());
        if (head.features() != features) {
            throw new CheckpointException("the head reads " + head.features() + " features where encoder "
                    + checkpoint.name() + " has " + features);
        }
        reduction.ifPresent(present -> check(present, checkpoint));
    }

    private static void check(Reduction reduction, Checkpoint checkpoint) {
        EncoderConfig config = checkpoint.config();
        if (reduction.layers().size() != config.layers()) {
            throw new CheckpointException("the token reduction is for %d layers where encoder %s has %d"
                    .formatted(reduction.layers().size(), checkpoint.name(), config.layers()));
        }
        for (LayerReduction layer : reduction.layers()) {
            if (layer.inWeight().shape()[1] != config.hidden()) {
                throw new CheckpointException(
                        "a contribution predictor reads %d values of a token where encoder %s has %d"
                                .formatted(layer.inWeight().shape()[1], checkpoint.name(), config.hidden()));
            }
        }
    }

    /** The encoder that a build of libtorch without oneDNN gets, in fp32 or bf16. */
    public static PackedEncoder withPlainLinears(
            Checkpoint checkpoint, LinearHead head, Optional<Reduction> reduction, Precision precision) {
        EncoderArchive archive = new EncoderArchive(checkpoint, head, reduction, precision);
        return new PackedEncoder(checkpoint.config(), reduction.isPresent(), precision, archive.load(Linears.PLAIN));
    }

    /** F, the number of pooled features of a document: (layers + 3) · H. */
    public static int featureCount(EncoderConfig config) {
        return (config.layers() + 3) * config.hidden();
    }

    public EncoderConfig config() {
        return config;
    }

    @Override
    public int layers() {
        return config.layers();
    }

    @Override
    public Precision precision() {
        return precision;
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
     * Classes of documents whose tokens leave on their way, as {@code offset} says. With {@link DeltaOffset#FULL}, or
     * without a {@link Reduction}, all stay and the logits are those of {@link #logits}, bit for bit.
     */
    @Override
    public ReducedBatch reduce(PackedBatch batch, DeltaOffset offset) {
        if (!reducible || offset.isFull()) {
            return ReducedBatch.full(logits(batch), batch.tokens(), config.layers());
        }
        float[] result = module.call("reduced", offset.value(), batch.ids(), batch.positions(), batch.cuLengths());
        return ReducedBatch.of(result, batch.tokens());
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
