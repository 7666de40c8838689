package dev.winnow.model.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxLossTest {
    private static final int CLASSES = 3;
    private static final int FEATURES = 7;
    private static final int ROWS = 29;

    private final Random random = new Random(5);
    private final FeatureMatrix features = random(ROWS, FEATURES);
    private final int[] targets = random.ints(ROWS, 0, CLASSES).toArray();

    @Test
    void shouldHaveTheGradientOfFiniteDifferences() {
        // Given
        SoftmaxLoss loss = new SoftmaxLoss(features, targets, CLASSES, 0.2);
        float[] parameters = random(1, CLASSES * FEATURES + CLASSES).values();
        float[] gradient = new float[parameters.length];

        // When
        loss.valueAndGradient(parameters, gradient);

        // Then
        for (int i = 0; i < parameters.length; i++) {
            assertThat((double) gradient[i]).as("parameter %d", i).isEqualTo(slope(loss, parameters, i), within(2e-4));
        }
    }

    @Test
    void shouldBeTheLogarithmOfTheClassesForAHeadOfZeros() {
        // Given
        SoftmaxLoss loss = new SoftmaxLoss(features, targets, CLASSES, 0.2);

        // When
        double value = loss.valueAndGradient(loss.zeros(), loss.zeros());

        // Then
        assertThat(value).isEqualTo(Math.log(CLASSES), within(1e-6));
        assertThat(loss.crossEntropy(loss.head(loss.zeros()))).isEqualTo(Math.log(CLASSES), within(1e-6));
    }

    @Test
    void shouldAgreeWithTheDefinitionInDoublePrecision() {
        // Given
        SoftmaxLoss loss = new SoftmaxLoss(features, targets, CLASSES, 0.3);
        float[] parameters = random(1, CLASSES * FEATURES + CLASSES).values();

        // When
        double value = loss.valueAndGradient(parameters, new float[parameters.length]);

        // Then
        assertThat(value).isEqualTo(definition(parameters, 0.3), within(1e-5));
    }

    private double definition(float[] parameters, double l2) {
        double loss = 0;
        for (int r = 0; r < ROWS; r++) {
            double[] logits = new double[CLASSES];
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                logits[c] = parameters[CLASSES * FEATURES + c];
                for (int f = 0; f < FEATURES; f++) {
                    logits[c] += (double) parameters[c * FEATURES + f] * features.values()[r * FEATURES + f];
                }
                sum += Math.exp(logits[c]);
            }
            loss -= Math.log(Math.exp(logits[targets[r]]) / sum) / ROWS;
        }
        for (int i = 0; i < CLASSES * FEATURES; i++) {
            loss += l2 / 2 * parameters[i] * parameters[i];
        }
        return loss;
    }

    private static double slope(SoftmaxLoss loss, float[] parameters, int i) {
        float[] ignored = new float[parameters.length];
        float[] above = parameters.clone();
        float[] below = parameters.clone();
        above[i] += 0.01f;
        below[i] -= 0.01f;
        return (loss.valueAndGradient(above, ignored) - loss.valueAndGradient(below, ignored))
                / ((double) above[i] - below[i]);
    }

    private FeatureMatrix random(int rows, int columns) {
        FeatureMatrix matrix = FeatureMatrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
