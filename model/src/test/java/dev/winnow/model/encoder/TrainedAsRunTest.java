package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.Reduction;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The padded forward pass that is trained and the packed one that runs keep the same tokens and give the same logits. */
class TrainedAsRunTest {
    private static final int CLASSES = 4;

    private final Checkpoint checkpoint = TinyBert.checkpoint(21);
    private final LinearHead head = TrainingFixture.head(checkpoint.config(), CLASSES, 22);
    private final Reduction reduction = TrainingFixture.reduction(checkpoint.config(), 23);

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.9, -0.3, 0, 0.2, 0.5, 1})
    void shouldKeepTheSameTokensAndGiveTheSameLogits(double value) {
        // Given
        DeltaOffset offset = new DeltaOffset(value);
        Random random = new Random(24);
        int[] lengths = random.ints(40, 1, 41).toArray();
        TrainingBatch batch = TrainingFixture.batch(checkpoint, CLASSES, 25, lengths);

        // When
        ReducedBatch trained;
        try (TrainingEncoder encoder = TrainingEncoder.load(checkpoint, head, reduction, Precision.FP32, 1)) {
            trained = encoder.classify(batch.documents(), offset);
        }
        ReducedBatch run;
        try (PackedEncoder encoder = PackedEncoder.load(checkpoint, head, Optional.of(reduction), Precision.FP32)) {
            run = encoder.reduce(PackedBatch.of(batch.documents()), offset);
        }

        // Then
        assertThat(trained.reached()).isEqualTo(run.reached());
        assertThat(trained.logits()).containsExactly(run.logits(), within(2e-4f));
        assertThat(trained.scores()).containsExactly(run.scores(), within(1e-5f));
    }

    @Test
    void shouldLetTokensLeaveInEveryLayer() {
        // Given
        TrainingBatch batch = TrainingFixture.batch(checkpoint, CLASSES, 25, 40, 39, 38, 37, 36, 35, 34, 33);

        // When
        int[] reached;
        try (TrainingEncoder encoder = TrainingEncoder.load(checkpoint, head, reduction, Precision.FP32, 1)) {
            reached = encoder.classify(batch.documents(), new DeltaOffset(1)).reached();
        }

        // Then
        assertThat(reached).contains(0, 1, 2);
    }
}
