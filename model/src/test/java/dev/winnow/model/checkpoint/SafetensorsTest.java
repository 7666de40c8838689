package dev.winnow.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @Test
    void shouldReadBackWhatItWrote() {
        // Given
        Map<String, FloatTensor> tensors =
                Map.of("a.weight", new FloatTensor(new long[] {2, 3}, new float[] {1, -2, 3.5f, 0, 1e-30f, 6}));

        // When
        Map<String, FloatTensor> read = Safetensors.read(ByteBuffer.wrap(Safetensors.write(tensors)), "test");

        // Then
        assertThat(read).containsOnlyKeys("a.weight");
        assertThat(read.get("a.weight").shape()).containsExactly(2, 3);
        assertThat(read.get("a.weight").data()).containsExactly(1, -2, 3.5f, 0, 1e-30f, 6);
    }

    @Test
    void shouldKeepInt8ApartFromFloats() {
        // Given
        FloatTensor floats = new FloatTensor(new long[] {1}, new float[] {0.5f});
        ByteTensor bytes = new ByteTensor(new long[] {1, 3}, new byte[] {-128, 0, 127});

        // When
        ByteBuffer file = ByteBuffer.wrap(Safetensors.write(Map.of("f", floats), Map.of("b", bytes)));

        // Then
        assertThat(Safetensors.read(file, "test")).containsOnlyKeys("f");
        assertThat(Safetensors.readInt8(file, "test")).containsOnlyKeys("b");
        assertThat(Safetensors.readInt8(file, "test").get("b").shape()).containsExactly(1, 3);
        assertThat(Safetensors.readInt8(file, "test").get("b").data()).containsExactly(-128, 0, 127);
        assertThat(Safetensors.read(file, "test").get("f").data()).containsExactly(0.5f);
    }

    @Test
    void shouldWidenHalvesAndBrainFloats() {
        // Given: 1.5, -2, 65504 (the largest), 2^-24 (the smallest) as binary16; 1.5 and -2 as bfloat16
        String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]},"
                + "\"i\":{\"dtype\":\"I64\",\"shape\":[0],\"data_offsets\":[12,12]}}";
        ByteBuffer file = file(header, 12);
        for (int bits : new int[] {0x3e00, 0xc000, 0x7bff, 0x0001, 0x3fc0, 0xc000}) {
            file.putShort((short) bits);
        }

        // When
        Map<String, FloatTensor> tensors = Safetensors.read(file.flip(), "test");

        // Then
        assertThat(tensors).containsOnlyKeys("h", "b");
        assertThat(tensors.get("h").data()).containsExactly(1.5f, -2f, 65504f, 0x1p-24f);
        assertThat(tensors.get("b").data()).containsExactly(1.5f, -2f);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[3],\"data_offsets\":[0,17]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
                "{\"a\":{\"dtype\":\"F32\"}}"
            })
    void shouldRefuseAHeaderThatLies(String header) {
        // Given
        ByteBuffer file = file(header, 16).putLong(0).putLong(0).flip();

        // When / Then
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Safetensors.read(file, "weights.safetensors"))
                .withMessageContaining("weights.safetensors");
    }

    @Test
    void shouldRefuseAHeaderLongerThanTheFile() {
        // Given
        ByteBuffer file = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1L << 40)
                .putLong(0)
                .flip();

        // When / Then
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> Safetensors.read(file, "test"));
    }

    private static ByteBuffer file(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text);
    }
}
