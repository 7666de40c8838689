package dev.winnow.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A small BERT with random weights, of sizes that MiniLM does not have. */
public final class TinyBert {
    public static final EncoderConfig CONFIG = new EncoderConfig(2, 48, 3, 64, 50, 40, 1e-7);

    private TinyBert() {}

    public static Checkpoint checkpoint(long seed) {
        return checkpoint(seed, CONFIG);
    }

    public static Checkpoint checkpoint(long seed, EncoderConfig config) {
        return new Checkpoint("tiny", config, weights(seed, config), new byte[0], "");
    }

    public static ObjectNode configJson() {
        return new ObjectMapper()
                .createObjectNode()
                .put("model_type", "bert")
                .put("hidden_act", "gelu")
                .put("num_hidden_layers", CONFIG.layers())
                .put("hidden_size", CONFIG.hidden())
                .put("num_attention_heads", CONFIG.heads())
                .put("intermediate_size", CONFIG.intermediate())
                .put("vocab_size", CONFIG.vocabulary())
                .put("max_position_embeddings", CONFIG.maxPositions())
                .put("layer_norm_eps", CONFIG.layerNormEpsilon());
    }

    public static Map<String, FloatTensor> weights(long seed) {
        return weights(seed, CONFIG);
    }

    private static Map<String, FloatTensor> weights(long seed, EncoderConfig config) {
        Random random = new Random(seed);
        int h = config.hidden();
        int i = config.intermediate();
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        put(weights, random, "embeddings.word_embeddings.weight", config.vocabulary(), h);
        put(weights, random, "embeddings.position_embeddings.weight", config.maxPositions(), h);
        put(weights, random, "embeddings.token_type_embeddings.weight", 2, h);
        putLinear(weights, random, "embeddings.LayerNorm", h);
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "encoder.layer." + layer + ".";
            for (String part : new String[] {"query", "key", "value"}) {
                putLinear(weights, random, prefix + "attention.self." + part, h, h);
            }
            putLinear(weights, random, prefix + "attention.output.dense", h, h);
            putLinear(weights, random, prefix + "attention.output.LayerNorm", h);
            putLinear(weights, random, prefix + "intermediate.dense", i, h);
            putLinear(weights, random, prefix + "output.dense", h, i);
            putLinear(weights, random, prefix + "output.LayerNorm", h);
        }
        return weights;
    }

    private static void putLinear(Map<String, FloatTensor> weights, Random random, String name, long... shape) {
        put(weights, random, name + ".weight", shape);
        put(weights, random, name + ".bias", shape[0]);
    }

    private static void put(Map<String, FloatTensor> weights, Random random, String name, long... shape) {
        int size = 1;
        for (long side : shape) {
            size *= (int) side;
        }
        float[] data = new float[size];
        for (int k = 0; k < size; k++) {
            data[k] = (float) random.nextGaussian() * 0.3f;
        }
        weights.put(name, new FloatTensor(shape, data));
    }
}
