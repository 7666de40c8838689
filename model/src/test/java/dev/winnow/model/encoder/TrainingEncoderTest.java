package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.Reduction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingEncoderTest {
    private static final int CLASSES = 3;

    private final Checkpoint checkpoint = TinyBert.checkpoint(3);
    private final LinearHead head = TrainingFixture.head(checkpoint.config(), CLASSES, 4);
    private final Reduction reduction = TrainingFixture.reduction(checkpoint.config(), 5);
    private final TrainingEncoder encoder = TrainingEncoder.load(checkpoint, head, reduction, Precision.FP32, 1);
    private final TrainingBatch batch = TrainingFixture.batch(checkpoint, CLASSES, 6, 30, 3, 17, 38);
    private final float[][] saliencies = TrainingFixture.saliencies(batch, 7);

    @AfterEach
    void close() {
        encoder.close();
    }

    @Test
    void shouldComputeWhatThePackedEncoderComputes() {
        // When
        float[] padded = encoder.classify(batch.documents(), DeltaOffset.FULL).logits();

        // Then
        assertThat(padded).containsExactly(packedLogits(checkpoint, head), within(1e-4f));
    }

    @Test
    void shouldLowerTheLossOnTheSameDocuments() {
        // Given
        double first = encoder.step(batch, saliencies, null, step(1, DeltaOffset.TRAINED))
                .task();

        // When
        double last = first;
        for (int number = 2; number <= 60; number++) {
            last = encoder.step(batch, saliencies, null, step(number, DeltaOffset.TRAINED))
                    .task();
        }

        // Then
        assertThat(last).isLessThan(first / 2);
    }

    @Test
    void shouldChangeEveryTrainedTensor() {
        // Given
        List<FloatTensor> before = encoder.state();

        // When
        encoder.step(batch, saliencies, null, TrainingFixture.step(new DeltaOffset(0.2), 0.3, 1, 0));

        // Then
        List<FloatTensor> after = encoder.state();
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).data())
                    .as("tensor %d", i)
                    .isNotEqualTo(before.get(i).data());
        }
    }

    @Test
    void shouldGoOnFromARestoredStateAsIfNothingHadHappened() {
        // Given
        encoder.step(batch, saliencies, null, dropoutStep(1));
        List<FloatTensor> saved = encoder.state();
        encoder.step(batch, saliencies, null, dropoutStep(2));
        List<FloatTensor> expected = encoder.state();

        // When
        try (TrainingEncoder resumed = TrainingEncoder.load(checkpoint, head, reduction, Precision.FP32, 1)) {
            resumed.restore(saved);
            resumed.step(batch, saliencies, null, dropoutStep(2));

            // Then
            List<FloatTensor> found = resumed.state();
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i).data())
                        .as("tensor %d", i)
                        .containsExactly(expected.get(i).data(), within(1e-6f));
            }
        }
    }

    @Test
    void shouldHandTheTrainedModelToThePackedEncoder() {
        // Given
        encoder.step(batch, saliencies, null, step(1, DeltaOffset.TRAINED));

        // When
        TrainedModel trained = encoder.trained();

        // Then
        Checkpoint tuned = new Checkpoint("tuned", checkpoint.config(), trained.weights(), new byte[0], "");
        assertThat(packedLogits(tuned, trained.head()))
                .containsExactly(
                        encoder.classify(batch.documents(), DeltaOffset.FULL).logits(), within(1e-4f))
                .isNotEqualTo(packedLogits(checkpoint, head));
        assertThat(trained.reduction().layers()).hasSize(2);
        assertThat(trained.reduction().layers().get(0).threshold()).isCloseTo(0.4f, within(0.01f));
        assertThat(trained.reduction().layers().get(0).clsScale()).isCloseTo(1.5f, within(0.01f));
    }

    @Test
    void shouldShareOutSaliencyAndAttentionWithinEachDocument() {
        // When
        List<float[][]> shares = List.of(
                encoder.saliency(batch), encoder.attention(batch.documents()), encoder.rollout(batch.documents()));

        // Then
        for (float[][] share : shares) {
            for (int d = 0; d < share.length; d++) {
                double sum = 0;
                for (float value : share[d]) {
                    assertThat(value).isNotNegative();
                    sum += value;
                }
                assertThat(share[d]).hasSize(batch.documents().get(d).length());
                assertThat(sum).isCloseTo(1, within(1e-4));
            }
        }
    }

    private float[] packedLogits(Checkpoint weights, LinearHead classifier) {
        try (PackedEncoder packed = PackedEncoder.load(weights, classifier, Optional.empty(), Precision.FP32)) {
            return packed.logits(PackedBatch.of(batch.documents()));
        }
    }

    private static StepSettings step(long number, DeltaOffset offset) {
        return new StepSettings(number, number, 1e-3, 1e-3, 1e-3, 0.01, 0, 1, offset, 10, 0.01, 0.1, 0);
    }

    private static StepSettings dropoutStep(long number) {
        return new StepSettings(
                number, 77 + number, 1e-3, 1e-3, 1e-3, 0.01, 0.3, 1, DeltaOffset.TRAINED, 10, 0.01, 0.1, 0);
    }
}
