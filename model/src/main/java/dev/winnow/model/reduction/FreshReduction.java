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

    /**
     * η of the first layer before training: it sees words without their context, and hardly drops one at an offset of 0.
     */
    private static final float FIRST_THRESHOLD = 0.01f;

    /** η of the other layers before training: tokens with less than this share of an even score leave. */
    private static final float THRESHOLD = 0.4f;

    private FreshReduction() {}

    /** Predictors with small random weights, so that all tokens of a document score nearly alike. */
    public static Reduction of(EncoderConfig config, RandomGenerator random) {
        List<LayerReduction> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(new LayerReduction(
                    normal(new long[] {WIDTH, config.hidden()}, 1 / Math.sqrt(config.hidden()), random),
                    new FloatTensor(new long[] {WIDTH}, new float[WIDTH]),
                    normal(new long[] {1, WIDTH}, 0.1 / Math.sqrt(WIDTH), random),
                    layer == 0 ? FIRST_THRESHOLD : THRESHOLD,
                    1));
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
