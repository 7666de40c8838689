package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.ElementType;
import dev.winnow.model.checkpoint.EncoderDelta;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What storing fine-tuned weights as 8-bit differences costs on the default encoder, beside brain floats of the weights. The
 * differences are drawn, with tails heavier than a normal distribution's, because a large outlier is what coarsens its row.
 * The decision record quotes what this test prints.
 */
class FineTunedEncoderTest {
    private static final int MIB = 1 << 20;

    private static Checkpoint base;
    private static PackedBatch batch;

    @BeforeAll
    static void loadBase() {
        base = Checkpoint.miniLm();
        try (DocumentTokenizer tokenizer = new DocumentTokenizer(base.tokenizerJson(), 64)) {
            batch = PackedBatch.of(List.of(
                    tokenizer.tokenize("The ferry was late again, but the crew was kind and the coffee was hot."),
                    tokenizer.tokenize("Shares of the airline fell by four percent after the strike was announced."),
                    tokenizer.tokenize("what a mess")));
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-4, 60", "1e-3, 6", "3e-3, 2"})
    void shouldBeCloserToTheTrainedWeightsThanBrainFloats(double change, double timesCloser) {
        // Given
        Map<String, FloatTensor> trained = trained(change);

        // When
        Checkpoint restored = EncoderDelta.between(base, trained).apply(base);

        // Then
        Map<String, FloatTensor> rounded = brainFloats(trained);
        double error = distance(restored.weights(), trained);
        double roundedError = distance(rounded, trained);
        double difference = distance(base.weights(), trained);
        double[] features = features(withWeights(trained));
        double featureError = relative(features(restored), features);
        double roundedFeatureError = relative(features(withWeights(rounded)), features);
        System.out.printf(
                "change %.0e (root mean square); error of the weights: int8 difference %.1e, bf16 %.1e, %.1f times; of the features: %.1e, %.1e, %.1f times%n",
                change,
                error / change,
                roundedError / change,
                roundedError / error,
                featureError,
                roundedFeatureError,
                roundedFeatureError / featureError);
        assertThat(error / difference).isLessThan(0.03);
        assertThat(roundedError / error).isGreaterThan(timesCloser);
        assertThat(roundedFeatureError / featureError).isGreaterThan(timesCloser / 3);
    }

    @Test
    void shouldFitIntoHalfOfTheBytesOfBrainFloats() {
        // When
        byte[] file = EncoderDelta.between(base, trained(1e-3)).write();

        // Then: 10,616,832 elements of matrices, a scale for each of 20,736 rows, 29,952 elements of biases and norms
        System.out.printf("encoder-delta.safetensors: %.2f MiB%n", (double) file.length / MIB);
        int content = 10_616_832 + 4 * (20_736 + 29_952);
        assertThat(file.length).isBetween(content, content + 16_384);
    }

    /** Weights that training changed by that much on average (root mean square), Laplace-distributed. */
    private static Map<String, FloatTensor> trained(double change) {
        Random random = new Random(7);
        Map<String, FloatTensor> trained = new LinkedHashMap<>();
        base.weights().forEach((name, tensor) -> {
            if (name.startsWith("encoder.")) {
                float[] data = tensor.data().clone();
                for (int i = 0; i < data.length; i++) {
                    double laplace = Math.log(1 - random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
                    data[i] += (float) (change / Math.sqrt(2) * laplace);
                }
                trained.put(name, new FloatTensor(tensor.shape(), data));
            }
        });
        return trained;
    }

    private static Map<String, FloatTensor> brainFloats(Map<String, FloatTensor> weights) {
        Map<String, FloatTensor> rounded = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> {
            float[] data = new float[tensor.data().length];
            ByteBuffer bytes =
                    ByteBuffer.wrap(ElementType.BF16.bytes(tensor.data())).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < data.length; i++) {
                data[i] = Float.intBitsToFloat(bytes.getShort() << 16);
            }
            rounded.put(name, new FloatTensor(tensor.shape(), data));
        });
        return rounded;
    }

    private static Checkpoint withWeights(Map<String, FloatTensor> layers) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(base.weights());
        weights.putAll(layers);
        return new Checkpoint(base.name(), base.config(), weights, base.tokenizerJson(), base.sha256());
    }

    /** Root mean square of the differences between the matrices. */
    private static double distance(Map<String, FloatTensor> weights, Map<String, FloatTensor> trained) {
        double sum = 0;
        long count = 0;
        for (Map.Entry<String, FloatTensor> entry : trained.entrySet()) {
            if (entry.getValue().shape().length == 2) {
                float[] left = weights.get(entry.getKey()).data();
                float[] right = entry.getValue().data();
                for (int i = 0; i < left.length; i++) {
                    sum += Math.pow((double) left[i] - right[i], 2);
                }
                count += left.length;
            }
        }
        return Math.sqrt(sum / count);
    }

    private static double[] features(Checkpoint checkpoint) {
        try (PackedEncoder encoder = PackedEncoder.load(checkpoint, Precision.FP32)) {
            float[] features = encoder.features(batch);
            double[] values = new double[features.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = features[i];
            }
            return values;
        }
    }

    private static double relative(double[] found, double[] expected) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow(found[i] - expected[i], 2);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(error / norm);
    }
}
