package dev.winnow.model.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The weight names and shapes every BERT encoder has, whatever file it came from. */
final class BertWeights {
    private BertWeights() {}

    /** Strips the prefix that a model with a task head puts before its encoder's names. */
    static Map<String, FloatTensor> withoutPrefix(Map<String, FloatTensor> weights) {
        Map<String, FloatTensor> stripped = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> stripped.put(name.startsWith("bert.") ? name.substring(5) : name, tensor));
        return stripped;
    }

    /** Number of consecutive layers present, from layer 0 on. */
    static int layers(Map<String, FloatTensor> weights) {
        int layers = 0;
        while (weights.containsKey("encoder.layer." + layers + ".attention.self.query.weight")) {
            layers++;
        }
        return layers;
    }

    /** Throws unless every weight of the encoder is there in the shape that its configuration says. */
    static void check(Map<String, FloatTensor> weights, EncoderConfig config) {
        int h = config.hidden();
        int i = config.intermediate();
        checkShape(weights, "embeddings.word_embeddings.weight", config.vocabulary(), h);
        checkShape(weights, "embeddings.position_embeddings.weight", config.maxPositions(), h);
        require(weights, "embeddings.token_type_embeddings.weight");
        checkNorm(weights, "embeddings.LayerNorm", h);
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "encoder.layer." + layer + ".";
            for (String part : new String[] {"query", "key", "value"}) {
                checkLinear(weights, prefix + "attention.self." + part, h, h);
            }
            checkLinear(weights, prefix + "attention.output.dense", h, h);
            checkNorm(weights, prefix + "attention.output.LayerNorm", h);
            checkLinear(weights, prefix + "intermediate.dense", i, h);
            checkLinear(weights, prefix + "output.dense", h, i);
            checkNorm(weights, prefix + "output.LayerNorm", h);
        }
    }

    static FloatTensor require(Map<String, FloatTensor> weights, String name) {
        FloatTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new CheckpointException("weight '" + name + "' is missing: this is not a BERT encoder");
        }
        return tensor;
    }

    private static void checkLinear(Map<String, FloatTensor> weights, String name, int out, int in) {
        checkShape(weights, name + ".weight", out, in);
        checkShape(weights, name + ".bias", out);
    }

    private static void checkNorm(Map<String, FloatTensor> weights, String name, int hidden) {
        checkShape(weights, name + ".weight", hidden);
        checkShape(weights, name + ".bias", hidden);
    }

    private static void checkShape(Map<String, FloatTensor> weights, String name, long... shape) {
        FloatTensor tensor = require(weights, name);
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new CheckpointException("weight '" + name + "' has shape " + Arrays.toString(tensor.shape())
                    + " where the configuration says " + Arrays.toString(shape));
        }
    }
}
