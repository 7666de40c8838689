package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A baseline that computes something else, or nothing, would make any ratio to it worthless. */
class BaselinesTest {
    private static final int H = 384;

    private final Checkpoint checkpoint = Checkpoint.miniLm();
    private final List<TokenizedText> documents = documents();

    @Test
    void shouldComputeTheSameHiddenStatesImperatively() {
        // Given
        float[] expected;
        try (PackedEncoder encoder = PackedEncoder.load(checkpoint, Precision.FP32)) {
            expected = encoder.hiddenStates(PackedBatch.of(documents));
        }

        // When
        float[] padded;
        try (ImperativeCandidate imperative = new ImperativeCandidate(checkpoint)) {
            padded = imperative.hiddenStates(documents);
        }

        // Then
        assertSameWithoutPadding(padded, expected);
    }

    @Test
    void shouldComputeTheSameHiddenStatesWithOnnxRuntime() {
        // Given
        float[] expected;
        try (PackedEncoder encoder = PackedEncoder.load(checkpoint, Precision.FP32)) {
            expected = encoder.hiddenStates(PackedBatch.of(documents));
        }

        // When
        float[] padded;
        try (OnnxCandidate onnx = new OnnxCandidate(0)) {
            padded = onnx.hiddenStates(documents);
        }

        // Then
        assertSameWithoutPadding(padded, expected);
    }

    @Test
    void shouldSpendTimeOnMatrixProducts() {
        // Given: 512 tokens through six layers take 11 billion operations, which no core does in a millisecond
        try (GemmRate gemm = new GemmRate(checkpoint.config(), Precision.FP32)) {
            gemm.run(512, 1);
            long start = System.nanoTime();

            // When
            gemm.run(512, 10);

            // Then
            assertThat(System.nanoTime() - start).isGreaterThan(10_000_000);
        }
    }

    private void assertSameWithoutPadding(float[] padded, float[] packed) {
        int longest = documents.stream().mapToInt(TokenizedText::length).max().orElseThrow();
        int at = 0;
        for (int d = 0; d < documents.size(); d++) {
            for (int i = 0; i < documents.get(d).length() * H; i++) {
                assertThat(padded[d * longest * H + i]).isCloseTo(packed[at++], within(2e-5f));
            }
        }
    }

    private static List<TokenizedText> documents() {
        Random random = new Random(11);
        return Stream.of(9, 30, 3, 17)
                .map(length ->
                        new TokenizedText(random.longs(length, 1000, 30000).toArray(), false))
                .toList();
    }
}
