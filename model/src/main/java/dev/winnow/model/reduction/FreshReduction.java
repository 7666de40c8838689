package dev.winnow.model.reduction;

import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where the training of token reduction begins. */
public final class FreshReduction {
    /** P, the width of a contribution predictor (AdapLeR, section 3.1). */
    public static final int WIDTH = 32;

    /** η before training: the middle of its range, so that the offset has as far to go in both directions. */
    private static final float THRESHOLD = 0.5f;

    /**
     * θ before training. The share it gives to [CLS], which never leaves, is taken from the others: without it, half of the
     * tokens of a document stay above 1/n whatever the offset, and no operating point is faster than six times; with 12,
     * none is faster than seven.
     */
    private static final float CLS_SCALE = 64;

    private FreshReduction() {}

    /** Predictors with small random weights, so that all tokens of a document score nearly alike. */
    public static Reduction of(EncoderConfig config, RandomGenerator random) {
        List<LayerReduction> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(new LayerReduction(
                    normal(new long[] {WIDTH, config.hidden()}, 1 / Math.sqrt(config.hidden()), random),
                    new FloatTensor(new long[] {WIDTH}, new float[WIDTH]),
                    normal(new long[] {1, WIDTH}, 0.1 / Math.sqrt(WIDTH), random),
                    THRESHOLD,
                    CLS_SCALE));
        }
        return new Reduction(layers);
    }

    private static FloatTensor normal(long[] shape, double deviation, RandomGenerator random) {
        float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian(0, deviation);
        }
        return new FloatTensor(shape, values);
    }
}
