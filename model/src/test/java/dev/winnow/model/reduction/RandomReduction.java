package dev.winnow.model.reduction;

import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Predictors with random weights, whose scores differ enough from token to token that every layer drops some. */
public final class RandomReduction {
    private static final int WIDTH = 32;

    private RandomReduction() {}

    public static Reduction of(EncoderConfig config, long seed) {
        Random random = new Random(seed);
        List<LayerReduction> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(new LayerReduction(
                    normal(random, 2 / Math.sqrt(config.hidden()), WIDTH, config.hidden()),
                    normal(random, 0.1, WIDTH),
                    normal(random, 0.3, 1, WIDTH),
                    0.3f + 0.4f * random.nextFloat(),
                    0.5f + random.nextFloat()));
        }
        return new Reduction(layers);
    }

    private static FloatTensor normal(Random random, double deviation, long... shape) {
        int size = 1;
        for (long side : shape) {
            size *= (int) side;
        }
        float[] data = new float[size];
        for (int i = 0; i < size; i++) {
            data[i] = (float) (random.nextGaussian() * deviation);
        }
        return new FloatTensor(shape, data);
    }
}
