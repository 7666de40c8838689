package dev.winnow.ops.bench;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** An encoder of any shape with random weights, for measurements of time alone: a trained one of the shape need not be at hand. */
final class RandomBert {
    private final EncoderConfig config;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, FloatTensor> weights = new LinkedHashMap<>();

    private RandomBert(EncoderConfig config) {
        this.config = config;
    }

    static Checkpoint of(EncoderConfig config) {
        return new RandomBert(config).checkpoint();
    }

    private Checkpoint checkpoint() {
        int hidden = config.hidden();
        put("embeddings.word_embeddings.weight", config.vocabulary(), hidden);
        put("embeddings.position_embeddings.weight", config.maxPositions(), hidden);
        put("embeddings.token_type_embeddings.weight", 2, hidden);
        both("embeddings.LayerNorm", hidden);
        for (int number = 0; number < config.layers(); number++) {
            layer("encoder.layer." + number + ".");
        }
        return new Checkpoint("random weights", config, weights, new byte[0], "");
    }

    private void layer(String prefix) {
        int hidden = config.hidden();
        int inner = config.intermediate();
        both(prefix + "attention.self.query", hidden, hidden);
        both(prefix + "attention.self.key", hidden, hidden);
        both(prefix + "attention.self.value", hidden, hidden);
        both(prefix + "attention.output.dense", hidden, hidden);
        both(prefix + "attention.output.LayerNorm", hidden);
        both(prefix + "intermediate.dense", inner, hidden);
        both(prefix + "output.dense", hidden, inner);
        both(prefix + "output.LayerNorm", hidden);
    }

    private void both(String name, int... shape) {
        put(name + ".weight", shape);
        put(name + ".bias", shape[0]);
    }

    /** Values from -0.05 to 0.05: far from the end of any precision's range. */
    private void put(String name, int... shape) {
        long[] sides = new long[shape.length];
        int size = 1;
        for (int i = 0; i < shape.length; i++) {
            sides[i] = shape[i];
            size *= shape[i];
        }
        float[] data = new float[size];
        for (int i = 0; i < size; i++) {
            data[i] = (float) (random.nextDouble() - 0.5) * 0.1f;
        }
        weights.put(name, new FloatTensor(sides, data));
    }
}
