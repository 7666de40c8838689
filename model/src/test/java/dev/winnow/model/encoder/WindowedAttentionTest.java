package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attention over windows, which bf16 and int8 have, against attention in fp32, which has none. */
class WindowedAttentionTest {
    private static PackedEncoder bf16;
    private static PackedEncoder fp32;

    @BeforeAll
    static void load() {
        Checkpoint checkpoint = Checkpoint.miniLm();
        bf16 = PackedEncoder.load(checkpoint, Precision.BF16);
        fp32 = PackedEncoder.load(checkpoint, Precision.FP32);
    }

    @AfterAll
    static void close() {
        bf16.close();
        fp32.close();
    }

    @Test
    void shouldKeepDocumentsOfAllSizesApart() {
        // Given: windows full to the last row, with a row to spare, with many documents and with spare windows behind
        // them
        int[] lengths = {512, 1, 2, 3, 17, 64, 65, 5, 31, 128, 1, 300, 63, 33, 256, 7, 2, 32, 32, 32, 32, 32, 1};

        // When / Then
        assertEveryDocumentIsCloseToFp32(lengths);
    }

    @Test
    void shouldFillTheRestOfAWindowWithShorterDocuments() {
        // Given
        int[] lengths = {50, 10, 4, 40, 24, 90, 6, 33, 31};

        // When / Then
        assertEveryDocumentIsCloseToFp32(lengths);
    }

    @Test
    void shouldComputeADocumentAloneOfAnySize() {
        for (int length : new int[] {1, 2, 31, 47, 48, 49, 64, 65, 200, 512}) {
            // Given / When / Then
            assertEveryDocumentIsCloseToFp32(length);
        }
    }

    /** Each by itself: one that reads its neighbours is ten times as far off, and would drown in an average. */
    private static void assertEveryDocumentIsCloseToFp32(int... lengths) {
        Random random = new Random(9);
        List<TokenizedText> documents = Arrays.stream(lengths)
                .mapToObj(length ->
                        new TokenizedText(random.longs(length, 1000, 30000).toArray(), false))
                .toList();
        PackedBatch batch = PackedBatch.of(documents);
        float[] actual = bf16.features(batch);
        float[] expected = fp32.features(batch);
        int features = fp32.featureCount();
        for (int d = 0; d < lengths.length; d++) {
            assertThat(distance(actual, expected, d * features, features))
                    .as("document %d of %d tokens", d, lengths[d])
                    .isLessThan(0.01);
        }
    }

    /** Root mean square of the difference over that of what is expected. */
    private static double distance(float[] actual, float[] expected, int from, int count) {
        double difference = 0;
        double size = 0;
        for (int i = from; i < from + count; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / size);
    }
}
