package dev.winnow.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    private Path folder;

    private final ObjectNode config = TinyBert.configJson();
    private final Map<String, FloatTensor> weights = new LinkedHashMap<>();

    @BeforeEach
    void writeCheckpoint() throws IOException {
        TinyBert.weights(1).forEach((name, tensor) -> weights.put("bert." + name, tensor));
        Files.write(folder.resolve("model.safetensors"), Safetensors.write(weights));
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        writeConfig();
    }

    @Test
    void shouldReadAHuggingFaceFolder() {
        // When
        Checkpoint checkpoint = Checkpoint.open(folder);

        // Then
        assertThat(checkpoint.config()).isEqualTo(TinyBert.CONFIG);
        assertThat(checkpoint.weights()).hasSameSizeAs(weights);
        assertThat(checkpoint
                        .weights()
                        .get("encoder.layer.1.output.dense.weight")
                        .data())
                .isEqualTo(
                        weights.get("bert.encoder.layer.1.output.dense.weight").data());
        assertThat(checkpoint.sha256()).hasSize(64);
    }

    @Test
    void shouldFindTheShapeOfMiniLmInItsGraph() {
        // When
        Checkpoint checkpoint = Checkpoint.miniLm();

        // Then: the values of its published config.json
        assertThat(checkpoint.config()).isEqualTo(new EncoderConfig(6, 384, 12, 1536, 30522, 512, 1e-12));
        assertThat(checkpoint.weights()).hasSize(5 + 6 * 16);
    }

    @Test
    void shouldNameAMissingFile() throws IOException {
        // Given
        Files.delete(folder.resolve("tokenizer.json"));

        // When / Then
        assertRefused(() -> Checkpoint.open(folder), "tokenizer.json is missing");
    }

    @Test
    void shouldRefuseATruncatedWeightFile() throws IOException {
        // Given
        Path file = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        // When / Then
        assertRefused(() -> Checkpoint.open(folder), "truncated");
    }

    @Test
    void shouldRefuseAnotherArchitecture() throws IOException {
        // Given
        config.put("model_type", "roberta");
        writeConfig();

        // When / Then
        assertRefused(() -> Checkpoint.open(folder), "model_type is 'roberta'");
    }

    @Test
    void shouldRefuseWeightsOfAnotherShape() throws IOException {
        // Given
        config.put("intermediate_size", 65);
        writeConfig();

        // When / Then
        assertRefused(() -> Checkpoint.open(folder), "encoder.layer.0.intermediate.dense.weight");
    }

    @Test
    void shouldRefuseAConfigurationThatIsNotJson() throws IOException {
        // Given
        Files.writeString(folder.resolve("config.json"), "{");

        // When / Then
        assertRefused(() -> Checkpoint.open(folder), "config.json is not JSON");
    }

    private void writeConfig() throws IOException {
        Files.write(folder.resolve("config.json"), new ObjectMapper().writeValueAsBytes(config));
    }

    private static void assertRefused(ThrowingCallable open, String message) {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(open).withMessageContaining(message);
    }
}
