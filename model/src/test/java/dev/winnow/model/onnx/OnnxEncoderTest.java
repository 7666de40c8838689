package dev.winnow.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.RandomReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime on what the exporter wrote against libtorch on what it was written from. */
class OnnxEncoderTest {
    private static final int CLASSES = 3;
    private static final EncoderConfig DEEP = new EncoderConfig(5, 48, 3, 64, 50, 90, 1e-7);
    private static final Checkpoint CHECKPOINT = TinyBert.checkpoint(3, DEEP);
    private static final Optional<Reduction> REDUCTION = Optional.of(RandomReduction.of(DEEP, 4));
    private static final LinearHead HEAD = head();

    private static PackedEncoder reference;
    private static OnnxEncoder encoder;

    @BeforeAll
    static void load() {
        reference = PackedEncoder.load(CHECKPOINT, HEAD, REDUCTION, Precision.FP32);
        encoder = OnnxEncoder.load(new OnnxExport(CHECKPOINT, HEAD, REDUCTION, Map.of()));
    }

    @AfterAll
    static void close() {
        reference.close();
        encoder.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.4, 0, 0.2, 1})
    void shouldReduceAsLibtorchDoes(double offset) {
        // Given
        PackedBatch batch = batch(new Random(2), 40, 1, 85);

        // When
        ReducedBatch result = encoder.reduce(batch, new DeltaOffset(offset));

        // Then
        ReducedBatch expected = reference.reduce(batch, new DeltaOffset(offset));
        assertThat(result.reached()).containsExactly(expected.reached());
        assertThat(result.logits()).containsExactly(expected.logits(), within(1e-4f));
        assertThat(result.scores()).containsExactly(expected.scores(), within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 65, 90})
    void shouldComputeADocumentAloneAsLibtorchDoes(int length) {
        // Given
        PackedBatch batch = batch(new Random(length), 1, length, length);

        // When
        ReducedBatch result = encoder.reduce(batch, DeltaOffset.TRAINED);

        // Then
        ReducedBatch expected = reference.reduce(batch, DeltaOffset.TRAINED);
        assertThat(result.reached()).containsExactly(expected.reached());
        assertThat(result.logits()).containsExactly(expected.logits(), within(1e-4f));
    }

    @Test
    void shouldKeepEveryTokenWithoutAReduction() {
        // Given
        PackedBatch batch = batch(new Random(5), 20, 1, 85);

        // When
        ReducedBatch result;
        try (OnnxEncoder full = OnnxEncoder.load(new OnnxExport(CHECKPOINT, HEAD, Optional.empty(), Map.of()))) {
            result = full.reduce(batch, DeltaOffset.TRAINED);
        }

        // Then
        assertThat(result.reached()).containsOnly(DEEP.layers());
        assertThat(result.logits()).containsExactly(reference.logits(batch), within(1e-4f));
    }

    @Test
    void shouldComputeADocumentAloneAsInAnyBatch() {
        // Given
        List<TokenizedText> documents = documents(new Random(6), 30, 1, 85);

        // When
        ReducedBatch together = encoder.reduce(PackedBatch.of(documents), DeltaOffset.TRAINED);

        // Then
        for (int d = 0; d < documents.size(); d++) {
            PackedBatch single = PackedBatch.of(List.of(documents.get(d)));
            float[] alone = encoder.reduce(single, DeltaOffset.TRAINED).logits();
            assertThat(Arrays.copyOfRange(together.logits(), d * CLASSES, (d + 1) * CLASSES))
                    .containsExactly(alone, within(1e-5f));
        }
    }

    private static PackedBatch batch(Random random, int count, int shortest, int longest) {
        return PackedBatch.of(documents(random, count, shortest, longest));
    }

    private static List<TokenizedText> documents(Random random, int count, int shortest, int longest) {
        List<TokenizedText> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = shortest + random.nextInt(longest - shortest + 1);
            documents.add(new TokenizedText(
                    random.longs(length, 0, DEEP.vocabulary()).toArray(), false));
        }
        return documents;
    }

    private static LinearHead head() {
        Random random = new Random(11);
        int features = PackedEncoder.featureCount(DEEP);
        float[] weight = new float[CLASSES * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian() / 10;
        }
        return new LinearHead(CLASSES, features, weight, new float[] {0.5f, -1f, 2f});
    }
}
