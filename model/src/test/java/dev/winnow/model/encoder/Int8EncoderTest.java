package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Int8EncoderTest {
    private static final Checkpoint CHECKPOINT = Checkpoint.miniLm();

    private static ActivationRanges ranges;
    private static PackedEncoder int8;

    @BeforeAll
    static void load() {
        try (ActivationObserver observer = new ActivationObserver(CHECKPOINT)) {
            ranges = observer.observe(List.of(PackedBatch.of(documents(9, 12))), batch -> {});
        }
        int8 = PackedEncoder.loadInt8(CHECKPOINT, ranges);
    }

    @AfterAll
    static void close() {
        int8.close();
    }

    @Test
    void shouldStayCloseToFp32() {
        // Given
        PackedBatch batch = PackedBatch.of(documents(1, 20));

        // When
        float[] states = int8.hiddenStates(batch);

        // Then
        assertThat(int8.precision()).isIn(Precision.INT8, Precision.FP32);
        try (PackedEncoder fp32 = PackedEncoder.load(CHECKPOINT, Precision.FP32)) {
            assertThat(distance(states, fp32.hiddenStates(batch))).isLessThan(0.2);
        }
    }

    /** The scales are fixed; what is left is rounding, of attention in 16 bits and of steps that this moves by one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 12, 48, 49, 130})
    void shouldGiveADocumentTheSameFeaturesAloneAndAmongVeryDifferentOnes(int length) {
        // Given: neighbours of one token, again and again, whose activations have a range of their own
        TokenizedText document = document(new Random(2), length);
        TokenizedText strange = new TokenizedText(new long[] {1012, 1012, 1012, 1012, 1012, 1012, 1012}, false);
        float[] alone = int8.features(PackedBatch.of(List.of(document)));

        // When
        float[] among = int8.features(PackedBatch.of(List.of(strange, strange, document, strange)));
        float[] others = int8.features(PackedBatch.of(
                Stream.concat(Stream.of(document), documents(3, 30).stream()).toList()));

        // Then
        int features = int8.featureCount();
        assertThat(distance(Arrays.copyOfRange(among, 2 * features, 3 * features), alone))
                .isLessThan(0.01);
        assertThat(distance(Arrays.copyOf(others, features), alone)).isLessThan(0.01);
    }

    @Test
    void shouldObserveWhatComesIntoTheFirstLinear() {
        // Given: hidden states before the first layer are normalised embeddings, the first part of the features
        PackedBatch word = PackedBatch.of(List.of(new TokenizedText(new long[] {2023}, false)));
        float[] state;
        try (PackedEncoder fp32 = PackedEncoder.load(CHECKPOINT, Precision.FP32)) {
            state = Arrays.copyOf(fp32.features(word), 384);
        }

        // When
        ActivationRange observed;
        try (ActivationObserver observer = new ActivationObserver(CHECKPOINT)) {
            observed =
                    observer.observe(List.of(word), batch -> {}).layers().get(0).qkv();
        }

        // Then: nothing outside, and the least error may cut a little off
        float[] sorted = state.clone();
        Arrays.sort(sorted);
        assertThat(observed.low()).isBetween(sorted[0] - 1e-4f, sorted[0] * 0.7f);
        assertThat(observed.high()).isBetween(sorted[383] * 0.7f, sorted[383] + 1e-4f);
    }

    @Test
    void shouldRefuseRangesOfAnotherEncoder() {
        // Given
        ActivationRanges shorter = new ActivationRanges(ranges.layers().subList(0, 3));

        // When / Then
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> PackedEncoder.loadInt8(CHECKPOINT, shorter))
                .withMessage("the activation ranges are for 3 layers where encoder all-MiniLM-L6-v2 has 6");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> PackedEncoder.load(
                        CHECKPOINT, PackedEncoder.noHead(CHECKPOINT.config()), Optional.empty(), Precision.INT8));
    }

    /** Root mean square of the difference over that of what is expected. */
    private static double distance(float[] actual, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / size);
    }

    private static List<TokenizedText> documents(long seed, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> document(random, 2 + random.nextInt(90)))
                .toList();
    }

    private static TokenizedText document(Random random, int length) {
        return new TokenizedText(random.longs(length, 1000, 30000).toArray(), false);
    }
}
