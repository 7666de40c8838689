package dev.winnow.model.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.encoder.LinearHead;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureScalingTest {
    private static final int ROWS = 50;
    private static final int COLUMNS = 5;

    private final FeatureMatrix raw = matrix();

    @Test
    void shouldStandardise() {
        // Given
        FeatureMatrix features = copy(raw);

        // When
        FeatureScaling.of(raw).apply(features);

        // Then
        for (int f = 0; f < COLUMNS - 1; f++) {
            double sum = 0;
            double squares = 0;
            for (int r = 0; r < ROWS; r++) {
                sum += features.values()[r * COLUMNS + f];
                squares += Math.pow(features.values()[r * COLUMNS + f], 2);
            }
            assertThat(sum / ROWS).isEqualTo(0, within(1e-5));
            assertThat(squares / ROWS).isEqualTo(1, within(1e-4));
        }
    }

    @Test
    void shouldLeaveAConstantFeatureFinite() {
        // Given
        FeatureMatrix features = copy(raw);

        // When
        FeatureScaling.of(raw).apply(features);

        // Then
        assertThat(features.values()[COLUMNS - 1]).isZero();
    }

    @Test
    void shouldFoldIntoAHeadThatGivesTheSameLogitsOnRawFeatures() {
        // Given
        Random random = new Random(3);
        LinearHead head = new LinearHead(2, COLUMNS, floats(random, 2 * COLUMNS), floats(random, 2));
        FeatureScaling scaling = FeatureScaling.of(raw);
        FeatureMatrix standardised = scaling.apply(copy(raw));

        // When
        LinearHead folded = scaling.fold(head);

        // Then
        for (int r = 0; r < ROWS; r++) {
            float[] expected = new float[2];
            float[] found = new float[2];
            Logits.of(head, standardised, r, expected);
            Logits.of(folded, raw, r, found);
            assertThat(found).containsExactly(expected, within(1e-4f));
        }
    }

    /** Columns of very different scale and mean; the last one never changes. */
    private static FeatureMatrix matrix() {
        Random random = new Random(1);
        FeatureMatrix matrix = FeatureMatrix.zeros(ROWS, COLUMNS);
        for (int i = 0; i < matrix.values().length; i++) {
            int f = i % COLUMNS;
            matrix.values()[i] = f == COLUMNS - 1 ? 2.5f : (float) (random.nextGaussian() * Math.pow(10, f - 2) + f);
        }
        return matrix;
    }

    private static FeatureMatrix copy(FeatureMatrix matrix) {
        return new FeatureMatrix(
                matrix.rows(), matrix.columns(), matrix.values().clone());
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
