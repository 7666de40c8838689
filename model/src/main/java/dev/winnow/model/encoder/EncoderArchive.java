package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.ElementType;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.torchscript.TorchScriptArchive;
import dev.winnow.model.torchscript.TorchScriptModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Lays the weights of a checkpoint out as the attributes that {@code packed_encoder.py} declares. */
final class EncoderArchive {
    private final EncoderConfig config;
    private final Map<String, FloatTensor> weights;
    private final ElementType linears;
    private final Precision attentionType;
    private final TorchScriptArchive archive;

    EncoderArchive(Checkpoint checkpoint, LinearHead head, Optional<Reduction> reduction, Precision precision) {
        this("PackedEncoder", checkpoint, head, reduction, precision);
    }

    private EncoderArchive(
            String className,
            Checkpoint checkpoint,
            LinearHead head,
            Optional<Reduction> reduction,
            Precision precision) {
        this.archive = new TorchScriptArchive(className);
        this.config = checkpoint.config();
        this.weights = checkpoint.weights();
        this.linears = precision.elementType();
        this.attentionType = attentionType(precision);
        archive.integer("heads", config.heads())
                .real("epsilon", config.layerNormEpsilon())
                .integer("dtype", attentionType.scalarType())
                .tensor(
                        "head_weight",
                        new FloatTensor(new long[] {head.classes(), head.features()}, head.weight()),
                        ElementType.F32)
                .tensor("head_bias", new FloatTensor(new long[] {head.classes()}, head.bias()), ElementType.F32);
        embeddings(checkpoint);
        layers(checkpoint);
        reduction(reduction.map(Reduction::layers).orElse(List.of()));
    }

    /** Attention never runs in 8 bits: it runs in 16, where the processor is fast at that, or in 32. */
    private static Precision attentionType(Precision precision) {
        if (precision != Precision.INT8) {
            return precision;
        }
        return Processor.here().precisions().contains(Precision.BF16) ? Precision.BF16 : Precision.FP32;
    }

    /** Loads the module with linears of one kind; {@link Linears#INT8} and {@link Linears#OBSERVING} have their own methods. */
    TorchScriptModule load(Linears kind) {
        archive.integer("row_step", kind.rowStep());
        String attention = resource(attentionType == Precision.BF16 ? "attention_windows.py" : "attention_groups.py");
        String source = resource("packed_encoder.py") + kind.source() + attention + resource("staging_host.py");
        return TorchScriptModule.load(archive, source);
    }

    /** Loads the module on a GPU. */
    TorchScriptModule load(Gpu gpu) {
        return TorchScriptModule.loadOnGpu(forGpu(gpu), gpuSource());
    }

    /** The archive for {@link #gpuSource}. */
    TorchScriptArchive forGpu(Gpu gpu) {
        return archive.integer("row_step", Linears.PLAIN.rowStep())
                .flag("flash", gpu.hasFlash(attentionType, config.hidden() / config.heads()));
    }

    /** The same forward pass with a kernel for documents of any lengths, and batches that come through pinned memory. */
    static String gpuSource() {
        return resource("packed_encoder.py")
                + Linears.PLAIN.source()
                + resource("attention_varlen.py")
                + resource("staging_pinned.py");
    }

    /** Loads the module with linears in 8-bit integers; the weights must be those of {@link Precision#INT8}. */
    TorchScriptModule loadInt8(ActivationRanges ranges) {
        List<ActivationRange> inputs = ranges.linears();
        archive.reals(
                        "activation_scales",
                        inputs.stream().map(ActivationRange::scale).toList())
                .integers(
                        "activation_zero_points",
                        inputs.stream().map(ActivationRange::zeroPoint).toList())
                .tensors("weight_scales", List.of(), ElementType.F32)
                .tensors("weight_zero_points", List.of(), ElementType.F32);
        return load(Linears.INT8);
    }

    /** Loads the module with linears that record what comes into them. */
    TorchScriptModule loadObserving() {
        FloatTensor none = new FloatTensor(new long[] {0}, new float[0]);
        archive.tensor("least", none, ElementType.F32)
                .tensor("most", none, ElementType.F32)
                .tensor("counts", none, ElementType.F32)
                .flag("counting", false);
        return load(Linears.OBSERVING);
    }

    /** The weights in float32, which training updates, for {@code training_encoder.py}. */
    static TorchScriptArchive forTraining(Checkpoint checkpoint, LinearHead head, Reduction reduction) {
        return new EncoderArchive("TrainingEncoder", checkpoint, head, Optional.of(reduction), Precision.FP32).archive;
    }

    private void embeddings(Checkpoint checkpoint) {
        archive.tensor("word_embeddings", weights.get("embeddings.word_embeddings.weight"), ElementType.F32)
                .tensor("position_embeddings", checkpoint.positionsWithTokenType(), ElementType.F32)
                .tensor("embedding_norm_weight", weights.get("embeddings.LayerNorm.weight"), ElementType.F32)
                .tensor("embedding_norm_bias", weights.get("embeddings.LayerNorm.bias"), ElementType.F32);
    }

    private void layers(Checkpoint checkpoint) {
        archive.tensors("qkv_weight", perLayer(checkpoint::queriesKeysAndValues, "weight"), linears)
                .tensors("qkv_bias", perLayer(checkpoint::queriesKeysAndValues, "bias"), linears);
        linear("attention_out", "attention.output.dense");
        linear("ffn_in", "intermediate.dense");
        linear("ffn_out", "output.dense");
        norm("attention_norm", "attention.output.LayerNorm");
        norm("ffn_norm", "output.LayerNorm");
    }

    private void linear(String attribute, String name) {
        archive.tensors(attribute + "_weight", perLayer(this::weight, name + ".weight"), linears)
                .tensors(attribute + "_bias", perLayer(this::weight, name + ".bias"), linears);
    }

    private void norm(String attribute, String name) {
        archive.tensors(attribute + "_weight", perLayer(this::weight, name + ".weight"), ElementType.F32)
                .tensors(attribute + "_bias", perLayer(this::weight, name + ".bias"), ElementType.F32);
    }

    /** Where there is none the lists stay empty, and the method that reads them is not called. */
    private void reduction(List<LayerReduction> layers) {
        archive.tensors("predictor_in_weight", each(layers, LayerReduction::inWeight), ElementType.F32)
                .tensors("predictor_in_bias", each(layers, LayerReduction::inBias), ElementType.F32)
                .tensors("predictor_out_weight", each(layers, LayerReduction::outWeight), ElementType.F32)
                .tensor("thresholds", scalars(layers, LayerReduction::threshold), ElementType.F32)
                .tensor("cls_log_scales", scalars(layers, layer -> Math.log(layer.clsScale())), ElementType.F32)
                .integer("min_token_layers", Reduction.MIN_TOKEN_LAYERS);
    }

    private static List<FloatTensor> each(List<LayerReduction> layers, Function<LayerReduction, FloatTensor> part) {
        return layers.stream().map(part).toList();
    }

    private static FloatTensor scalars(List<LayerReduction> layers, ToDoubleFunction<LayerReduction> part) {
        float[] values = new float[layers.size()];
        for (int layer = 0; layer < values.length; layer++) {
            values[layer] = (float) part.applyAsDouble(layers.get(layer));
        }
        return new FloatTensor(new long[] {values.length}, values);
    }

    private interface LayerWeight {
        FloatTensor of(String layer, String name);
    }

    private List<FloatTensor> perLayer(LayerWeight source, String name) {
        List<FloatTensor> tensors = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            tensors.add(source.of("encoder.layer." + layer + ".", name));
        }
        return tensors;
    }

    private FloatTensor weight(String layer, String name) {
        return weights.get(layer + name);
    }

    static String resource(String name) {
        try (InputStream stream = EncoderArchive.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
