package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gradients of the training step against central finite differences, in 64-bit floats. */
class GradientsTest {
    private static final double STEP = 1e-6;

    /** Weights of encoder, head and predictors of the tiny encoder: 2 layers of 12, a head of 2, predictors of 3. */
    private static final int WEIGHTS = 2 * 12 + 2 + 2 * 3;

    /** Where the thresholds and the scales of [CLS] are in the state. */
    private static final int THRESHOLD = WEIGHTS;

    private static final int SCALE = WEIGHTS + 1;

    private final Checkpoint checkpoint = TinyBert.checkpoint(3);
    private final TrainingProbe probe = new TrainingProbe(
            checkpoint,
            TrainingFixture.head(checkpoint.config(), 3, 4),
            TrainingFixture.reduction(checkpoint.config(), 5));
    private final TrainingBatch batch = TrainingFixture.batch(checkpoint, 3, 6, 17, 23, 12);
    private final float[][] saliencies = TrainingFixture.saliencies(batch, 7);
    private final float[] teacher = TrainingFixture.normal(new Random(8), 9, 1);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void shouldDifferentiateFineTuning() {
        assertGradients(TrainingFixture.step(DeltaOffset.FULL, 0, 0, 0), 0, 2 * 12 + 2);
    }

    @Test
    void shouldDifferentiateSoftRemovalWithDivergenceAndDistillation() {
        assertGradients(TrainingFixture.step(new DeltaOffset(0.2), 0.3, 0, 0.5), 0, WEIGHTS);
    }

    @Test
    void shouldDifferentiateTheTaskByThresholdsAndScales() {
        assertGradients(TrainingFixture.step(new DeltaOffset(0.2), 0, 0, 0), THRESHOLD, SCALE + 1);
    }

    @Test
    void shouldFeelTheLengthInThresholdsAlone() {
        // Given
        StepSettings without = TrainingFixture.step(new DeltaOffset(0.2), 0.3, 0, 0.5);
        StepSettings with = TrainingFixture.step(new DeltaOffset(0.2), 0.3, 10, 0.5);

        // When
        double[][] expected = probe.gradients(batch, saliencies, teacher, without);
        double[][] found = probe.gradients(batch, saliencies, teacher, with);

        // Then
        for (int tensor = 0; tensor < WEIGHTS; tensor++) {
            assertThat(found[tensor]).as("tensor %d", tensor).containsExactly(expected[tensor], within(1e-12));
        }
        assertThat(found[THRESHOLD][0]).isLessThan(expected[THRESHOLD][0]);
        assertThat(found[SCALE][0]).isLessThan(expected[SCALE][0]);
    }

    private void assertGradients(StepSettings settings, int from, int to) {
        // Given
        Random random = new Random(11);
        double[][] gradients = probe.gradients(batch, saliencies, teacher, settings);
        double greatest = 0;

        for (int tensor = from; tensor < to; tensor++) {
            double[] weights = probe.weights(tensor);
            for (int sample = 0; sample < 3; sample++) {
                // When
                int element = random.nextInt(weights.length);
                double difference = (shifted(tensor, weights, element, STEP, settings)
                                - shifted(tensor, weights, element, -STEP, settings))
                        / (2 * STEP);

                // Then
                assertThat(gradients[tensor][element])
                        .as("tensor %d, element %d", tensor, element)
                        .isCloseTo(difference, within(1e-7 + 1e-6 * Math.abs(difference)));
                greatest = Math.max(greatest, Math.abs(difference));
            }
            probe.setWeights(tensor, weights);
        }
        assertThat(greatest).as("a gradient that is not zero").isGreaterThan(1e-3);
    }

    private double shifted(int tensor, double[] weights, int element, double by, StepSettings settings) {
        double[] moved = weights.clone();
        moved[element] += by;
        probe.setWeights(tensor, moved);
        return probe.objective(batch, saliencies, teacher, settings)[0];
    }
}
