package dev.winnow.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EncoderDeltaTest {
    private static final String MATRIX = "encoder.layer.1.output.dense.weight";

    private final Checkpoint base = TinyBert.checkpoint(1);
    private final Map<String, FloatTensor> trained = new LinkedHashMap<>(base.weights());

    @Test
    void shouldStoreAMatrixInBytesWithAScaleARow() {
        // Given: the first row changes by 127, -63.4 and 1.2 steps of 1/64, the others not at all
        long[] shape = base.weights().get(MATRIX).shape();
        Map<String, FloatTensor> zeros = new LinkedHashMap<>(base.weights());
        zeros.put(MATRIX, new FloatTensor(shape, new float[48 * 64]));
        Checkpoint flat = new Checkpoint("flat", TinyBert.CONFIG, zeros, new byte[0], "");
        float[] change = new float[48 * 64];
        change[0] = 127 / 64f;
        change[1] = -63.4f / 64;
        change[2] = 1.2f / 64;
        trained.put(MATRIX, new FloatTensor(shape, change));

        // When
        ByteBuffer file = ByteBuffer.wrap(EncoderDelta.between(flat, trained).write());

        // Then
        byte[] steps = Safetensors.readInt8(file, "delta").get(MATRIX).data();
        float[] scales = Safetensors.read(file, "delta").get(MATRIX + ".scale").data();
        assertThat(steps).hasSize(48 * 64).startsWith(127, -63, 1, 0);
        assertThat(scales).hasSize(48).startsWith(1 / 64f, 0f);
    }

    @Test
    void shouldKeepNameTokenizerAndChecksumOfTheBase() {
        // Given
        Checkpoint original =
                new Checkpoint("base", TinyBert.CONFIG, base.weights(), new byte[] {1, 2}, "f".repeat(64));

        // When
        Checkpoint tuned = EncoderDelta.between(original, trained).apply(original);

        // Then
        assertThat(tuned.name()).isEqualTo("base");
        assertThat(tuned.config()).isEqualTo(original.config());
        assertThat(tuned.tokenizerJson()).isEqualTo(original.tokenizerJson());
        assertThat(tuned.sha256()).isEqualTo(original.sha256());
    }

    @Test
    void shouldTakeLayersWithoutEmbeddings() {
        // Given
        trained.keySet().removeIf(name -> name.startsWith("embeddings."));

        // When
        Checkpoint tuned = EncoderDelta.between(base, trained).apply(base);

        // Then
        assertThat(tuned.weights()).containsOnlyKeys(base.weights().keySet());
    }

    @Test
    void shouldRefuseTrainedEmbeddings() {
        change("embeddings.word_embeddings.weight", 7, 1f);

        assertRefused(() -> EncoderDelta.between(base, trained), "embeddings.word_embeddings.weight", "frozen");
    }

    @Test
    void shouldRefuseWeightsThatAreNotFinite() {
        change(MATRIX, 3, Float.NaN);

        assertRefused(() -> EncoderDelta.between(base, trained), MATRIX, "not finite");
    }

    @Test
    void shouldNameAMissingAndAnUnknownWeight() {
        Map<String, FloatTensor> unknown = new LinkedHashMap<>(trained);
        unknown.put("encoder.layer.2.output.dense.bias", new FloatTensor(new long[] {1}, new float[1]));
        trained.remove(MATRIX);

        assertRefused(() -> EncoderDelta.between(base, trained), MATRIX, "missing");
        assertRefused(() -> EncoderDelta.between(base, unknown), "encoder.layer.2.output.dense.bias", "none of");
    }

    @Test
    void shouldRefuseAnotherShape() {
        trained.put(MATRIX, new FloatTensor(new long[] {64, 48}, new float[48 * 64]));

        assertRefused(() -> EncoderDelta.between(base, trained), MATRIX, "[64, 48]", "[48, 64]");
    }

    @Test
    void shouldRefuseAnEncoderOfAnotherShape() {
        // Given: one layer more than the delta knows
        EncoderDelta delta = EncoderDelta.between(base, trained);
        EncoderConfig c = TinyBert.CONFIG;
        EncoderConfig deeper = new EncoderConfig(
                3, c.hidden(), c.heads(), c.intermediate(), c.vocabulary(), c.maxPositions(), c.layerNormEpsilon());
        Map<String, FloatTensor> weights = new LinkedHashMap<>(base.weights());
        base.weights().forEach((name, tensor) -> weights.put(name.replace("layer.1", "layer.2"), tensor));
        Checkpoint other = new Checkpoint("deeper", deeper, weights, new byte[0], "");

        // When, Then
        assertRefused(() -> delta.apply(other), "lacks the weight 'encoder.layer.2.", "deeper");
    }

    @Test
    void shouldNameAMissingScale() {
        ByteBuffer file = ByteBuffer.wrap(
                Safetensors.write(Map.of(), Map.of(MATRIX, new ByteTensor(new long[] {1, 2}, new byte[2]))));

        assertRefused(() -> EncoderDelta.read(file, "some.delta"), "some.delta", MATRIX + ".scale' is missing");
    }

    @Test
    void shouldRefuseAScaleThatIsNotFinite() {
        FloatTensor scale = new FloatTensor(new long[] {1}, new float[] {Float.POSITIVE_INFINITY});
        ByteBuffer file = ByteBuffer.wrap(Safetensors.write(
                Map.of(MATRIX + ".scale", scale), Map.of(MATRIX, new ByteTensor(new long[] {1, 2}, new byte[2]))));

        assertRefused(() -> EncoderDelta.read(file, "some.delta"), "some.delta", "must be finite");
    }

    @Test
    void shouldRefuseACheckpointInItsPlace() {
        ByteBuffer file = ByteBuffer.wrap(Safetensors.write(base.weights()));

        assertRefused(() -> EncoderDelta.read(file, "some.delta"), "some.delta", "matrices must be I8");
    }

    private void change(String name, int index, float value) {
        FloatTensor tensor = trained.get(name);
        float[] data = tensor.data().clone();
        data[index] = value;
        trained.put(name, new FloatTensor(tensor.shape(), data));
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(call).satisfies(e -> assertThat(e.getMessage())
                .contains(parts));
    }
}
