package dev.winnow.model.training.stages;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.TrainedModel;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.training.work.WorkException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trained model to and from named tensors. Embeddings are frozen, so they are not among them. */
final class ModelTensors {
    private static final String LAYERS = "encoder.layer.";
    private static final String HEAD = "head.";
    private static final String REDUCTION = "reduction.";

    private ModelTensors() {}

    static Map<String, FloatTensor> of(TrainedModel model) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        model.weights().keySet().stream()
                .filter(name -> name.startsWith(LAYERS))
                .sorted()
                .forEach(name -> tensors.put(name, model.weights().get(name)));
        tensors.putAll(of(model.head()));
        List<LayerReduction> layers = model.reduction().layers();
        for (int l = 0; l < layers.size(); l++) {
            String prefix = REDUCTION + l + ".";
            tensors.put(prefix + "in.weight", layers.get(l).inWeight());
            tensors.put(prefix + "in.bias", layers.get(l).inBias());
            tensors.put(prefix + "out.weight", layers.get(l).outWeight());
            tensors.put(prefix + "threshold", scalar(layers.get(l).threshold()));
            tensors.put(prefix + "clsScale", scalar(layers.get(l).clsScale()));
        }
        return tensors;
    }

    static Map<String, FloatTensor> of(LinearHead head) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put(HEAD + "weight", new FloatTensor(new long[] {head.classes(), head.features()}, head.weight()));
        tensors.put(HEAD + "bias", new FloatTensor(new long[] {head.classes()}, head.bias()));
        return tensors;
    }

    static LinearHead head(Map<String, FloatTensor> tensors) {
        FloatTensor weight = part(tensors, HEAD + "weight");
        return new LinearHead(
                (int) weight.shape()[0],
                (int) weight.shape()[1],
                weight.data(),
                part(tensors, HEAD + "bias").data());
    }

    static Reduction reduction(Map<String, FloatTensor> tensors) {
        List<LayerReduction> layers = new ArrayList<>();
        while (tensors.containsKey(REDUCTION + layers.size() + ".in.weight")) {
            String prefix = REDUCTION + layers.size() + ".";
            layers.add(new LayerReduction(
                    part(tensors, prefix + "in.weight"),
                    part(tensors, prefix + "in.bias"),
                    part(tensors, prefix + "out.weight"),
                    part(tensors, prefix + "threshold").data()[0],
                    part(tensors, prefix + "clsScale").data()[0]));
        }
        return new Reduction(layers);
    }

    /** The base encoder with the layers that are among the tensors. */
    static Checkpoint encoder(Checkpoint base, Map<String, FloatTensor> tensors) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(base.weights());
        weights.replaceAll((name, tensor) -> name.startsWith(LAYERS) ? part(tensors, name) : tensor);
        return new Checkpoint(base.name(), base.config(), weights, base.tokenizerJson(), base.sha256());
    }

    private static FloatTensor scalar(float value) {
        return new FloatTensor(new long[] {1}, new float[] {value});
    }

    private static FloatTensor part(Map<String, FloatTensor> tensors, String name) {
        FloatTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WorkException("the work of this training is damaged: the weight '" + name
                    + "' is missing; --restart begins anew");
        }
        return tensor;
    }
}
