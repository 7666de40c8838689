package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OtherShapesTest {
    private final Checkpoint checkpoint = TinyBert.checkpoint(3);

    @Test
    void shouldComputeBertByItsFormulas() {
        // Given
        Random random = new Random(9);
        List<TokenizedText> documents = Stream.of(7, 40, 1, 22, 13)
                .map(length -> new TokenizedText(random.longs(length, 0, 50).toArray(), false))
                .toList();

        // When
        float[] states;
        try (PackedEncoder encoder = PackedEncoder.load(checkpoint, Precision.FP32)) {
            states = encoder.hiddenStates(PackedBatch.of(documents));
        }

        // Then
        ReferenceEncoder reference = new ReferenceEncoder(checkpoint);
        int at = 0;
        for (TokenizedText document : documents) {
            for (double[] row : reference.hiddenStates(document.ids())) {
                for (double value : row) {
                    assertThat((double) states[at++]).isCloseTo(value, within(1e-5));
                }
            }
        }
    }

    @Test
    void shouldScoreClassesByTheHead() {
        // Given
        Random random = new Random(10);
        int features = PackedEncoder.featureCount(checkpoint.config());
        float[] weight = new float[3 * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian();
        }
        LinearHead head = new LinearHead(3, features, weight, new float[] {0.5f, -1f, 2f});
        PackedBatch batch = PackedBatch.of(
                List.of(new TokenizedText(new long[] {1, 2, 3}, false), new TokenizedText(new long[] {4, 5}, false)));

        // When
        float[] logits;
        float[] pooled;
        try (PackedEncoder encoder = PackedEncoder.load(checkpoint, head, Optional.empty(), Precision.FP32)) {
            logits = encoder.logits(batch);
            pooled = encoder.features(batch);
        }

        // Then
        for (int d = 0; d < 2; d++) {
            for (int c = 0; c < 3; c++) {
                double expected = head.bias()[c];
                for (int f = 0; f < features; f++) {
                    expected += (double) pooled[d * features + f] * weight[c * features + f];
                }
                assertThat((double) logits[d * 3 + c]).isCloseTo(expected, within(1e-3));
            }
        }
    }

    @Test
    void shouldRefuseAHeadOfAnotherEncoder() {
        // Given
        LinearHead head = new LinearHead(2, 10, new float[20], new float[2]);

        // When / Then
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> PackedEncoder.load(checkpoint, head, Optional.empty(), Precision.FP32))
                .withMessageContaining("10 features");
    }
}
