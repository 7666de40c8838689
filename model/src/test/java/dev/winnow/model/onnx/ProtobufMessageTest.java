package dev.winnow.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtobufMessageTest {

    @Test
    void shouldWriteTheExamplesOfTheSpecification() throws IOException {
        // Given: protobuf.dev/programming-guides/encoding
        ProtobufMessage number = new ProtobufMessage().integer(1, 150);
        ProtobufMessage text = new ProtobufMessage().string(2, "testing");
        ProtobufMessage nested = new ProtobufMessage().message(3, number);

        // When / Then
        assertThat(written(number)).isEqualTo("089601");
        assertThat(written(text)).isEqualTo("120774657374696e67");
        assertThat(written(nested)).isEqualTo("1a03089601");
    }

    @Test
    void shouldWriteNegativeAndRealNumbers() throws IOException {
        // Given: -1 is ten bytes; 1.0 is 0x3f800000, the lowest byte first
        ProtobufMessage message =
                new ProtobufMessage().integer(1, -1).real(2, 1).floats(3, new float[] {1});

        // When / Then
        assertThat(written(message)).isEqualTo("08ffffffffffffffffff01" + "150000803f" + "1a040000803f");
        assertThat(message.size()).isEqualTo(22);
    }

    private static String written(ProtobufMessage message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        assertThat(message.size()).isEqualTo(bytes.size());
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
