package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random models and documents for the tests of training and reduction. */
final class TrainingFixture {
    private TrainingFixture() {}

    static LinearHead head(EncoderConfig config, int classes, long seed) {
        Random random = new Random(seed);
        int features = PackedEncoder.featureCount(config);
        return new LinearHead(classes, features, normal(random, classes * features, 0.1), new float[classes]);
    }

    /** Predictors whose scores differ widely, with thresholds in the middle. */
    static Reduction reduction(EncoderConfig config, long seed) {
        Random random = new Random(seed);
        List<LayerReduction> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(new LayerReduction(
                    new FloatTensor(new long[] {8, config.hidden()}, normal(random, 8 * config.hidden(), 0.3)),
                    new FloatTensor(new long[] {8}, normal(random, 8, 0.3)),
                    new FloatTensor(new long[] {1, 8}, normal(random, 8, 1)),
                    0.4f + 0.1f * layer,
                    1.5f));
        }
        return new Reduction(layers);
    }

    static TrainingBatch batch(Checkpoint checkpoint, int classes, long seed, int... lengths) {
        Random random = new Random(seed);
        List<TokenizedText> documents = new ArrayList<>();
        int[] targets = new int[lengths.length];
        for (int d = 0; d < lengths.length; d++) {
            long[] ids = random.longs(lengths[d], 0, checkpoint.config().vocabulary())
                    .toArray();
            documents.add(new TokenizedText(ids, false));
            targets[d] = random.nextInt(classes);
        }
        return new TrainingBatch(documents, targets);
    }

    /** Random saliencies that sum to 1 in each document. */
    static float[][] saliencies(TrainingBatch batch, long seed) {
        Random random = new Random(seed);
        return batch.documents().stream()
                .map(document -> {
                    float[] shares = new float[document.length()];
                    float sum = 0;
                    for (int i = 0; i < shares.length; i++) {
                        shares[i] = 0.1f + random.nextFloat();
                        sum += shares[i];
                    }
                    for (int i = 0; i < shares.length; i++) {
                        shares[i] /= sum;
                    }
                    return shares;
                })
                .toArray(float[][]::new);
    }

    static float[] normal(Random random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    /** A step without dropout. */
    static StepSettings step(DeltaOffset offset, double divergence, double length, double distillation) {
        return new StepSettings(1, 1, 1e-3, 1e-3, 1e-3, 0.01, 0, 1, offset, 10, divergence, length, distillation);
    }
}
