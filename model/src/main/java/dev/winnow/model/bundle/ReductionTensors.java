package dev.winnow.model.bundle;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Safetensors;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code reduction.safetensors} to and from a reduction: {@code thresholds [L]} (η), {@code cls_scales [L]} (θ), and for each
 * layer l {@code layer.l.in.weight [P, H]}, {@code layer.l.in.bias [P]}, {@code layer.l.out.weight [1, P]}.
 */
final class ReductionTensors {
    private static final String THRESHOLDS = "thresholds";
    private static final String CLS_SCALES = "cls_scales";

    private ReductionTensors() {}

    static byte[] write(Reduction reduction) {
        List<LayerReduction> layers = reduction.layers();
        float[] thresholds = new float[layers.size()];
        float[] clsScales = new float[layers.size()];
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (int l = 0; l < layers.size(); l++) {
            LayerReduction layer = layers.get(l);
            thresholds[l] = layer.threshold();
            clsScales[l] = layer.clsScale();
            tensors.put(name(l, "in.weight"), layer.inWeight());
            tensors.put(name(l, "in.bias"), layer.inBias());
            tensors.put(name(l, "out.weight"), layer.outWeight());
        }
        tensors.put(THRESHOLDS, new FloatTensor(new long[] {layers.size()}, thresholds));
        tensors.put(CLS_SCALES, new FloatTensor(new long[] {layers.size()}, clsScales));
        return Safetensors.write(tensors);
    }

    /**
     * Reads a reduction.
     *
     * @throws IllegalArgumentException if it lacks a tensor or if one does not fit the others
     * @throws dev.winnow.model.checkpoint.CheckpointException if it is no safetensors file
     */
    static Reduction read(byte[] file, String source) {
        Map<String, FloatTensor> tensors = Safetensors.read(ByteBuffer.wrap(file), source);
        float[] thresholds = require(tensors, THRESHOLDS).data();
        float[] clsScales = require(tensors, CLS_SCALES).data();
        if (thresholds.length == 0 || clsScales.length != thresholds.length) {
            throw new IllegalArgumentException("it has %d thresholds and %d cls_scales; both must be one a layer"
                    .formatted(thresholds.length, clsScales.length));
        }
        List<LayerReduction> layers = new ArrayList<>();
        for (int l = 0; l < thresholds.length; l++) {
            layers.add(layer(tensors, l, thresholds[l], clsScales[l]));
        }
        return new Reduction(layers);
    }

    private static LayerReduction layer(Map<String, FloatTensor> tensors, int l, float threshold, float clsScale) {
        FloatTensor inWeight = require(tensors, name(l, "in.weight"));
        FloatTensor inBias = require(tensors, name(l, "in.bias"));
        FloatTensor outWeight = require(tensors, name(l, "out.weight"));
        try {
            return new LayerReduction(inWeight, inBias, outWeight, threshold, clsScale);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("layer " + l + ": " + e.getMessage(), e);
        }
    }

    private static String name(int layer, String part) {
        return "layer." + layer + "." + part;
    }

    private static FloatTensor require(Map<String, FloatTensor> tensors, String name) {
        FloatTensor tensor = tensors.get(name);
        if (tensor == null || tensor.shape().length == 0) {
            throw new IllegalArgumentException("the tensor '" + name + "' is missing or has no dimensions");
        }
        for (float value : tensor.data()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the tensor '" + name + "' holds a value that is not finite");
            }
        }
        return tensor;
    }
}
