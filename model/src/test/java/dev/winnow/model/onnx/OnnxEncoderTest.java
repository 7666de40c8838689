package dev.winnow.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.UnavailableEngineException;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.RandomReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.TokenizedText;
import java.nio.file.Path;
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
    private static final Optional<Reduction> REDUCTION = Optional.of(RandomReduction.of(Models.CONFIG, 4));
    private static final OnnxExport EXPORT = new OnnxExport(Models.CHECKPOINT, Models.HEAD, REDUCTION, Map.of());

    private static PackedEncoder reference;
    private static OnnxEncoder encoder;

    @BeforeAll
    static void load() {
        reference = PackedEncoder.load(Models.CHECKPOINT, Models.HEAD, REDUCTION, Precision.FP32);
        encoder = OnnxEncoder.load(EXPORT, new Engine.Onnx(), 90);
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
        try (OnnxEncoder full = OnnxEncoder.load(
                new OnnxExport(Models.CHECKPOINT, Models.HEAD, Optional.empty(), Map.of()), new Engine.Onnx(), 90)) {
            result = full.reduce(batch, DeltaOffset.TRAINED);
        }

        // Then
        assertThat(result.reached()).containsOnly(Models.CONFIG.layers());
        assertThat(result.logits()).containsExactly(reference.logits(batch), within(1e-4f));
    }

    @Test
    void shouldComputeADocumentAloneAsInAnyBatch() {
        // Given
        int classes = Models.HEAD.classes();
        List<TokenizedText> documents = Models.documents(new Random(6), 30, 1, 85);

        // When
        ReducedBatch together = encoder.reduce(PackedBatch.of(documents), DeltaOffset.TRAINED);

        // Then
        for (int d = 0; d < documents.size(); d++) {
            PackedBatch single = PackedBatch.of(List.of(documents.get(d)));
            float[] alone = encoder.reduce(single, DeltaOffset.TRAINED).logits();
            assertThat(Arrays.copyOfRange(together.logits(), d * classes, (d + 1) * classes))
                    .containsExactly(alone, within(1e-5f));
        }
    }

    @Test
    void shouldRunEveryShapeOfTheWarmUp() {
        // When / Then: each is as large as the limits say, and none is refused
        encoder.warmUp(WarmUp.steps(300, 20, 90));
    }

    @Test
    void shouldSayThatThereIsNoTensorRt() {
        // Given: the build for processors
        Engine.TensorRt engine = new Engine.TensorRt(Precision.FP32, Path.of("nowhere"), 100, 10);

        // When / Then
        assertThatExceptionOfType(UnavailableEngineException.class)
                .isThrownBy(() -> OnnxEncoder.load(EXPORT, engine, 90))
                .withMessageContaining("Maven profile 'tensorrt'");
        assertThat(Path.of("nowhere")).doesNotExist();
    }

    private static PackedBatch batch(Random random, int count, int shortest, int longest) {
        return PackedBatch.of(Models.documents(random, count, shortest, longest));
    }
}
