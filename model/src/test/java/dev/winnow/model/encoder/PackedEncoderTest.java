package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PackedEncoderTest {
    private static final int H = 384;
    private static final double TOLERANCE = 1e-5;

    private static Checkpoint checkpoint;
    private static PackedEncoder encoder;
    private static OnnxOracle oracle;

    @BeforeAll
    static void load() {
        checkpoint = Checkpoint.miniLm();
        encoder = PackedEncoder.load(checkpoint, Precision.FP32);
        oracle = new OnnxOracle();
    }

    @AfterAll
    static void close() {
        encoder.close();
        oracle.close();
    }

    @Test
    void shouldAgreeWithOnnxRuntimeForEveryLengthInOneBatchOfAllSizes() {
        // Given
        Random random = new Random(1);
        List<TokenizedText> documents = new ArrayList<>();
        for (int length : new int[] {512, 1, 2, 3, 17, 64, 65, 5, 31, 128, 1, 300, 63, 33, 256, 7, 2}) {
            documents.add(document(random, length));
        }

        // When
        float[] states = encoder.hiddenStates(PackedBatch.of(documents));

        // Then
        assertThat(largestDifferenceToOracle(documents, states)).isLessThan(TOLERANCE);
    }

    @Test
    void shouldAgreeWithOnnxRuntimeForAnyLengthFrom1To512() {
        // Given
        Random random = new Random(2);
        List<TokenizedText> documents = IntStream.iterate(1, n -> n <= 512, n -> n + 7)
                .mapToObj(n -> document(random, n))
                .toList();

        // When
        float[] states = encoder.hiddenStates(PackedBatch.of(documents));

        // Then
        assertThat(largestDifferenceToOracle(documents, states)).isLessThan(TOLERANCE);
    }

    @Test
    void shouldGiveADocumentTheSameStatesAloneAndInAnyBatch() {
        // Given
        Random random = new Random(3);
        List<TokenizedText> documents = IntStream.range(0, 60)
                .mapToObj(i -> document(random, 1 + random.nextInt(90)))
                .toList();

        // When
        float[] together = encoder.features(PackedBatch.of(documents));

        // Then
        int features = encoder.featureCount();
        for (int d = 0; d < documents.size(); d++) {
            float[] alone = encoder.features(PackedBatch.of(List.of(documents.get(d))));
            for (int f = 0; f < features; f++) {
                assertThat(together[d * features + f]).isCloseTo(alone[f], within((float) TOLERANCE));
            }
        }
    }

    @Test
    void shouldPoolMeansOfEveryLayerThenClsThenMaximum() {
        // Given
        Random random = new Random(4);
        List<TokenizedText> documents = List.of(document(random, 9), document(random, 30), document(random, 1));

        // When
        float[] features = encoder.features(PackedBatch.of(documents));

        // Then
        for (int d = 0; d < documents.size(); d++) {
            float[] states = oracle.hiddenStates(documents.get(d).ids());
            int row = d * encoder.featureCount();
            for (int h = 0; h < H; h++) {
                int column = h;
                int n = documents.get(d).length();
                double mean = IntStream.range(0, n)
                        .mapToDouble(t -> states[t * H + column])
                        .average()
                        .orElseThrow();
                double most = IntStream.range(0, n)
                        .mapToDouble(t -> states[t * H + column])
                        .max()
                        .orElseThrow();
                assertThat(features[row + 6 * H + h]).isCloseTo((float) mean, within(1e-5f));
                assertThat(features[row + 7 * H + h]).isCloseTo(states[h], within(1e-5f));
                assertThat(features[row + 8 * H + h]).isCloseTo((float) most, within(1e-5f));
            }
        }
    }

    @Test
    void shouldStayCloseToFp32InBf16() {
        // Given
        Random random = new Random(5);
        List<TokenizedText> documents = IntStream.range(0, 20)
                .mapToObj(i -> document(random, 2 + random.nextInt(100)))
                .toList();
        PackedBatch batch = PackedBatch.of(documents);

        // When
        float[] fast;
        try (PackedEncoder bf16 = PackedEncoder.load(checkpoint, Precision.BF16)) {
            fast = bf16.hiddenStates(batch);
        }

        // Then
        assertThat(cosine(fast, encoder.hiddenStates(batch))).isGreaterThan(0.9995);
    }

    @Test
    void shouldComputeTheSameWithPlainLinears() throws Exception {
        // Given
        Random random = new Random(6);
        PackedBatch batch = PackedBatch.of(List.of(document(random, 12), document(random, 40)));
        int features = PackedEncoder.featureCount(checkpoint.config());
        LinearHead head = new LinearHead(1, features, new float[features], new float[1]);

        // When
        float[] plain;
        try (PackedEncoder fallback =
                PackedEncoder.withPlainLinears(checkpoint, head, Optional.empty(), Precision.FP32)) {
            plain = fallback.hiddenStates(batch);
        }

        // Then
        float[] onednn = encoder.hiddenStates(batch);
        assertThat(largestDifference(plain, 0, onednn)).isLessThan(TOLERANCE);
    }

    @Test
    void shouldAnswerSeveralThreadsAtOnce() {
        // Given
        Random random = new Random(7);
        List<PackedBatch> batches = IntStream.range(0, 24)
                .mapToObj(i -> PackedBatch.of(List.of(document(random, 3 + i), document(random, 50))))
                .toList();
        List<float[]> expected = batches.stream().map(encoder::hiddenStates).toList();

        // When
        List<float[]> actual;
        try (EngineWorkers workers = new EngineWorkers(4)) {
            List<CompletableFuture<float[]>> futures = batches.stream()
                    .map(batch -> workers.submit(() -> encoder.hiddenStates(batch)))
                    .toList();
            actual = futures.stream().map(CompletableFuture::join).toList();
        }

        // Then
        for (int i = 0; i < batches.size(); i++) {
            assertThat(largestDifference(actual.get(i), 0, expected.get(i))).isLessThan(1e-6);
        }
    }

    private static TokenizedText document(Random random, int length) {
        long[] ids = random.longs(length, 1000, 30000).toArray();
        ids[0] = 101;
        ids[length - 1] = length == 1 ? 101 : 102;
        return new TokenizedText(ids, false);
    }

    private static double largestDifferenceToOracle(List<TokenizedText> documents, float[] states) {
        double largest = 0;
        int row = 0;
        for (TokenizedText document : documents) {
            largest = Math.max(largest, largestDifference(states, row, oracle.hiddenStates(document.ids())));
            row += document.length() * H;
        }
        return largest;
    }

    private static double largestDifference(float[] actual, int offset, float[] expected) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[offset + i] - expected[i]));
        }
        return largest;
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
