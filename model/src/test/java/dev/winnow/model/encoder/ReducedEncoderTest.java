package dev.winnow.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.RandomReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReducedEncoderTest {
    private static final int CLASSES = 3;

    /** A score nearer to its threshold than this may fall on either side by rounding alone. */
    private static final double TIE = 1e-6;

    private static final EncoderConfig DEEP = new EncoderConfig(5, 48, 3, 64, 50, 90, 1e-7);
    private static final Checkpoint CHECKPOINT = TinyBert.checkpoint(3, DEEP);
    private static final Reduction REDUCTION = RandomReduction.of(DEEP, 4);
    private static final LinearHead HEAD = head(DEEP);

    private static PackedEncoder encoder;

    @BeforeAll
    static void load() {
        encoder = PackedEncoder.load(CHECKPOINT, HEAD, Optional.of(REDUCTION), Precision.FP32);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void shouldBeTheFullEncoderBitForBitAtOffsetMinusOne() {
        // Given
        PackedBatch batch = PackedBatch.of(documents(new Random(1), 12, 1, 80));

        // When
        ReducedBatch result = encoder.reduce(batch, DeltaOffset.FULL);

        // Then
        assertThat(result.logits()).containsExactly(encoder.logits(batch));
        assertThat(result.reached()).hasSize(batch.tokens()).containsOnly(DEEP.layers());
        assertThat(result.scores()).hasSize(batch.tokens()).containsOnly(0f);
    }

    @Test
    void shouldBeTheFullEncoderWithoutAReduction() {
        // Given
        PackedBatch batch = PackedBatch.of(documents(new Random(1), 12, 1, 80));

        // When
        ReducedBatch result;
        try (PackedEncoder plain = PackedEncoder.load(CHECKPOINT, HEAD, Optional.empty(), Precision.FP32)) {
            result = plain.reduce(batch, DeltaOffset.TRAINED);
        }

        // Then
        assertThat(result.logits()).containsExactly(encoder.logits(batch));
        assertThat(result.reached()).containsOnly(DEEP.layers());
    }

    @Test
    void shouldReduceByTheDefinition() {
        // Given
        ReferenceReduction reference = new ReferenceReduction(CHECKPOINT, REDUCTION, HEAD);
        List<TokenizedText> documents = documents(new Random(2), 40, 1, 85);
        PackedBatch batch = PackedBatch.of(documents);
        int compared = 0;
        int early = 0;
        for (double offset : new double[] {-0.4, 0, 0.2, 1}) {

            // When
            ReducedBatch result = encoder.reduce(batch, new DeltaOffset(offset));

            // Then
            for (int d = 0; d < documents.size(); d++) {
                ReferenceReduction.Outcome expected =
                        reference.run(documents.get(d).ids(), offset);
                if (expected.margin() < TIE) {
                    continue;
                }
                assertThat(reached(result, batch, d)).containsExactly(expected.reached());
                for (int c = 0; c < CLASSES; c++) {
                    assertThat((double) result.logits()[d * CLASSES + c]).isCloseTo(expected.logits()[c], within(1e-4));
                }
                for (int t = 0; t < expected.scores().length; t++) {
                    assertThat((double) result.scores()[(int) batch.cuLengths()[d] + t])
                            .isCloseTo(expected.scores()[t], within(1e-6));
                }
                compared++;
                early += (int) Arrays.stream(expected.reached())
                        .filter(layers -> layers > 0 && layers < DEEP.layers())
                        .count();
            }
        }
        assertThat(compared).isGreaterThan(140);
        assertThat(early).as("tokens that leave on their way").isGreaterThan(200);
    }

    @Test
    void shouldReduceADocumentAloneAsInAnyBatch() {
        // Given
        List<TokenizedText> documents = documents(new Random(5), 50, 1, 85);
        PackedBatch batch = PackedBatch.of(documents);
        ReferenceReduction reference = new ReferenceReduction(CHECKPOINT, REDUCTION, HEAD);

        // When
        ReducedBatch together = encoder.reduce(batch, DeltaOffset.TRAINED);

        // Then
        for (int d = 0; d < documents.size(); d++) {
            PackedBatch single = PackedBatch.of(List.of(documents.get(d)));
            ReducedBatch alone = encoder.reduce(single, DeltaOffset.TRAINED);
            if (reference.run(documents.get(d).ids(), 0).margin() > TIE) {
                assertThat(reached(together, batch, d)).containsExactly(alone.reached());
                assertThat(Arrays.copyOfRange(together.logits(), d * CLASSES, (d + 1) * CLASSES))
                        .containsExactly(alone.logits(), within(1e-5f));
            }
        }
    }

    @Test
    void shouldKeepClsWhateverTheOffset() {
        // Given
        PackedBatch batch = PackedBatch.of(documents(new Random(6), 40, 1, 85));

        // When
        ReducedBatch result = encoder.reduce(batch, new DeltaOffset(1));

        // Then
        for (int d = 0; d < batch.documents(); d++) {
            assertThat(reached(result, batch, d)[0]).isEqualTo(DEEP.layers());
        }
        assertThat(Arrays.stream(result.reached()).filter(layers -> layers == 0).count())
                .as("tokens that leave before the first layer")
                .isGreaterThan(batch.tokens() / 3);
        for (float logit : result.logits()) {
            assertThat(logit).isFinite();
        }
    }

    @Test
    void shouldKeepEveryTokenOfADocumentThatIsTooShortToScore() {
        // Given: 1 token through 5 layers is 5, below the 6 that are worth a score; 2 tokens are 10
        PackedBatch batch = PackedBatch.of(
                Stream.of(1, 2, 60).map(n -> document(new Random(n), n)).toList());

        // When
        ReducedBatch result = encoder.reduce(batch, new DeltaOffset(1));

        // Then
        assertThat(reached(result, batch, 0)).containsOnly(DEEP.layers());
        assertThat(result.scores()[0]).isZero();
        assertThat(result.scores()[1]).isPositive();
        assertThat(reached(result, batch, 2)).contains(0);
        float[] together = Arrays.copyOf(result.logits(), CLASSES);
        assertThat(together).containsExactly(Arrays.copyOf(encoder.logits(batch), CLASSES), within(1e-5f));
    }

    @Test
    void shouldNeverKeepMoreBeforeTheFirstLayerAtALargerOffset() {
        // Given
        PackedBatch batch = PackedBatch.of(documents(new Random(7), 30, 1, 85));
        boolean[] kept = new boolean[batch.tokens()];
        Arrays.fill(kept, true);
        for (double offset = -0.95; offset <= 1; offset += 0.15) {

            // When
            int[] reached = encoder.reduce(batch, new DeltaOffset(offset)).reached();

            // Then
            for (int t = 0; t < kept.length; t++) {
                boolean stays = reached[t] > 0;
                assertThat(stays && !kept[t]).isFalse();
                kept[t] = stays;
            }
        }
    }

    @Test
    void shouldKeepNearlyTheSameTokensInBf16() {
        // Given
        Checkpoint miniLm = Checkpoint.miniLm();
        Optional<Reduction> reduction = Optional.of(RandomReduction.of(miniLm.config(), 8));
        LinearHead head = head(miniLm.config());
        Random random = new Random(9);
        PackedBatch batch = PackedBatch.of(IntStream.range(0, 30)
                .mapToObj(i -> new TokenizedText(
                        random.longs(5 + random.nextInt(60), 1000, 30000).toArray(), false))
                .toList());

        // When
        ReducedBatch reference;
        ReducedBatch fast;
        try (PackedEncoder fp32 = PackedEncoder.load(miniLm, head, reduction, Precision.FP32);
                PackedEncoder bf16 = PackedEncoder.load(miniLm, head, reduction, Precision.BF16)) {
            reference = fp32.reduce(batch, DeltaOffset.TRAINED);
            fast = bf16.reduce(batch, DeltaOffset.TRAINED);
        }

        // Then
        long same = IntStream.range(0, batch.tokens())
                .filter(t -> fast.reached()[t] == reference.reached()[t])
                .count();
        assertThat((double) same / batch.tokens()).isGreaterThan(0.97);
        assertThat(Arrays.stream(reference.reached()).average().orElseThrow()).isBetween(0.5, 5.0);
    }

    @Test
    void shouldComputeTheSameWithPlainLinears() {
        // Given
        PackedBatch batch = PackedBatch.of(documents(new Random(10), 10, 20, 85));

        // When
        ReducedBatch plain;
        try (PackedEncoder fallback =
                PackedEncoder.withPlainLinears(CHECKPOINT, HEAD, Optional.of(REDUCTION), Precision.FP32)) {
            plain = fallback.reduce(batch, DeltaOffset.TRAINED);
        }

        // Then
        ReducedBatch onednn = encoder.reduce(batch, DeltaOffset.TRAINED);
        assertThat(plain.reached()).containsExactly(onednn.reached());
        assertThat(plain.logits()).containsExactly(onednn.logits(), within(1e-4f));
    }

    @Test
    void shouldRefuseAReductionOfAnotherEncoder() {
        // Given
        Optional<Reduction> narrow = Optional.of(RandomReduction.of(TinyBert.CONFIG, 1));

        // When / Then
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> PackedEncoder.load(CHECKPOINT, HEAD, narrow, Precision.FP32))
                .withMessageContaining("2 layers where encoder tiny has 5");
    }

    private static int[] reached(ReducedBatch result, PackedBatch batch, int document) {
        return Arrays.copyOfRange(
                result.reached(), (int) batch.cuLengths()[document], (int) batch.cuLengths()[document + 1]);
    }

    private static List<TokenizedText> documents(Random random, int count, int shortest, int longest) {
        List<TokenizedText> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(document(random, shortest + random.nextInt(longest - shortest + 1)));
        }
        return documents;
    }

    private static TokenizedText document(Random random, int length) {
        return new TokenizedText(random.longs(length, 0, DEEP.vocabulary()).toArray(), false);
    }

    private static LinearHead head(EncoderConfig config) {
        Random random = new Random(11);
        int features = PackedEncoder.featureCount(config);
        float[] weight = new float[CLASSES * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian() / 10;
        }
        return new LinearHead(CLASSES, features, weight, new float[] {0.5f, -1f, 2f});
    }
}
