package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What training minimises, against its formulas written out here. */
class ObjectiveTest {
    private static final int CLASSES = 3;

    /** Low enough that no token leaves, and yet all are scored. */
    private static final DeltaOffset KEEPING_ALL = new DeltaOffset(-0.99);

    private final Checkpoint checkpoint = TinyBert.checkpoint(3);
    private final LinearHead head = TrainingFixture.head(checkpoint.config(), CLASSES, 4);
    private final TrainingProbe probe = new TrainingProbe(checkpoint, head, evenPredictors(checkpoint.config()));
    private final TrainingBatch batch = TrainingFixture.batch(checkpoint, CLASSES, 6, 17, 23, 12);
    private final float[][] saliencies = TrainingFixture.saliencies(batch, 7);
    private final float[] teacher = TrainingFixture.normal(new Random(8), 3 * CLASSES, 1);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void shouldWeighTheDivergenceOfALayerByTheLayersAhead() {
        // Given
        double divergence = 0;
        for (float[] shares : saliencies) {
            for (float share : shares) {
                divergence += share * Math.log(share * shares.length) / saliencies.length;
            }
        }

        // When
        double[] parts = probe.objective(batch, saliencies, teacher, TrainingFixture.step(KEEPING_ALL, 0.5, 0, 0));

        // Then
        int layers = checkpoint.config().layers();
        double expected = divergence * layers * (layers + 1) / 2;
        assertThat(parts[2]).isCloseTo(expected, within(1e-6));
        assertThat(parts[0]).isCloseTo(parts[1] + 0.5 * expected, within(1e-6));
    }

    @Test
    void shouldTakeTheCrossEntropyOfTheClasses() {
        // Given
        float[] logits = logits();
        double expected = 0;
        for (int d = 0; d < 3; d++) {
            expected -= logOf(logits, d, batch.targets()[d]) / 3;
        }

        // When
        double[] parts = probe.objective(batch, saliencies, teacher, TrainingFixture.step(DeltaOffset.FULL, 0, 0, 0));

        // Then
        assertThat(parts[1]).isCloseTo(expected, within(1e-4));
    }

    @Test
    void shouldMixInTheDistanceFromTheTeacher() {
        // Given
        float[] logits = logits();
        double expected = 0;
        for (int d = 0; d < 3; d++) {
            expected -= 0.25 * logOf(logits, d, batch.targets()[d]) / 3;
            for (int c = 0; c < CLASSES; c++) {
                double theirs = logOf(teacher, d, c);
                expected += 0.75 * Math.exp(theirs) * (theirs - logOf(logits, d, c)) / 3;
            }
        }

        // When
        double[] parts =
                probe.objective(batch, saliencies, teacher, TrainingFixture.step(DeltaOffset.FULL, 0, 0, 0.75));

        // Then
        assertThat(parts[1]).isCloseTo(expected, within(1e-4));
    }

    @Test
    void shouldMeasureTheLengthAsTheShareOfTokensThatStay() {
        // When
        double[] parts = probe.objective(batch, saliencies, teacher, TrainingFixture.step(KEEPING_ALL, 0, 0.1, 0));

        // Then
        assertThat(parts[3]).isCloseTo(1, within(1e-6));
        assertThat(parts[0]).isCloseTo(parts[1] + 0.1, within(1e-6));
    }

    private float[] logits() {
        try (PackedEncoder encoder = PackedEncoder.load(checkpoint, head, Optional.empty(), Precision.FP32)) {
            return encoder.logits(PackedBatch.of(batch.documents()));
        }
    }

    /** Log of the softmax of one document's logits. */
    private static double logOf(float[] logits, int document, int target) {
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            sum += Math.exp(logits[document * CLASSES + c]);
        }
        return logits[document * CLASSES + target] - Math.log(sum);
    }

    /** Every token scores alike. */
    private static Reduction evenPredictors(EncoderConfig config) {
        LayerReduction layer = new LayerReduction(
                new FloatTensor(new long[] {4, config.hidden()}, new float[4 * config.hidden()]),
                new FloatTensor(new long[] {4}, new float[4]),
                new FloatTensor(new long[] {1, 4}, new float[4]),
                0.5f,
                1);
        return new Reduction(Collections.nCopies(config.layers(), layer));
    }
}
