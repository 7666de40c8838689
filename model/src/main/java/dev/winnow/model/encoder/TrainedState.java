package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a {@link TrainingEncoder} by name. Its order is that of the method {@code prepare} in
 * {@code training_encoder.py}.
 */
final class TrainedState {
    private final Checkpoint base;
    private final int classes;
    private final List<FloatTensor> state;
    private final Map<String, FloatTensor> weights;
    private int next;

    TrainedState(Checkpoint base, int classes, List<FloatTensor> state) {
        this.base = base;
        this.classes = classes;
        this.state = state;
        this.weights = new HashMap<>(base.weights());
    }

    TrainedModel model() {
        qkv("weight");
        linear("attention.output.dense.weight");
        linear("intermediate.dense.weight");
        linear("output.dense.weight");
        float[] headWeight = take().data();
        qkv("bias");
        linear("attention.output.dense.bias");
        linear("intermediate.dense.bias");
        linear("output.dense.bias");
        float[] headBias = take().data();
        linear("attention.output.LayerNorm.weight");
        linear("attention.output.LayerNorm.bias");
        linear("output.LayerNorm.weight");
        linear("output.LayerNorm.bias");
        LinearHead head = new LinearHead(classes, headWeight.length / classes, headWeight, headBias);
        return new TrainedModel(Map.copyOf(weights), head, reduction());
    }

    private Reduction reduction() {
        List<FloatTensor> inWeights = takeLayers();
        List<FloatTensor> inBiases = takeLayers();
        List<FloatTensor> outWeights = takeLayers();
        float[] thresholds = take().data();
        float[] logScales = take().data();
        List<LayerReduction> layers = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            layers.add(new LayerReduction(
                    inWeights.get(layer), inBiases.get(layer), outWeights.get(layer), thresholds[layer], (float)
                            Math.exp(logScales[layer])));
        }
        return new Reduction(layers);
    }

    /** Query, key and value are one linear in the engine and three in a checkpoint. */
    private void qkv(String part) {
        int hidden = base.config().hidden();
        for (int layer = 0; layer < layers(); layer++) {
            FloatTensor all = take();
            int size = all.data().length / 3;
            List<String> names = List.of("query", "key", "value");
            for (int i = 0; i < names.size(); i++) {
                long[] shape = part.equals("bias") ? new long[] {hidden} : new long[] {hidden, hidden};
                weights.put(
                        name(layer, "attention.self." + names.get(i) + "." + part),
                        new FloatTensor(shape, Arrays.copyOfRange(all.data(), i * size, (i + 1) * size)));
            }
        }
    }

    private void linear(String name) {
        for (int layer = 0; layer < layers(); layer++) {
            weights.put(name(layer, name), take());
        }
    }

    private List<FloatTensor> takeLayers() {
        List<FloatTensor> taken = state.subList(next, next + layers());
        next += layers();
        return taken;
    }

    private FloatTensor take() {
        return state.get(next++);
    }

    private int layers() {
        EncoderConfig config = base.config();
        return config.layers();
    }

    private static String name(int layer, String rest) {
        return "encoder.layer." + layer + "." + rest;
    }
}
