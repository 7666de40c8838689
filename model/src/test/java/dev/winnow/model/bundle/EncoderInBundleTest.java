package dev.winnow.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderInBundleTest {
    @TempDir
    private Path parent;

    private Path folder;
    private Checkpoint original;

    @BeforeEach
    void writeBundle() throws IOException {
        Path source = TinyBundle.checkpointFolder(parent);
        Files.writeString(source.resolve("pytorch_model.bin"), "the same weights in another format");
        original = Checkpoint.open(source);
        folder = parent.resolve("bundle");
        BundleWriter.write(folder, TinyBundle.contents(source));
    }

    @Test
    void shouldLoadTheEncoderThatTheBundleHolds() {
        // When
        Bundle bundle = Bundle.open(folder);
        Checkpoint loaded = bundle.checkpoint();

        // Then
        assertThat(bundle.manifest().encoder()).isEqualTo(new EncoderSource.Folder("encoder", original.sha256()));
        assertThat(loaded.config()).isEqualTo(original.config());
        assertThat(loaded.tokenizerJson()).isEqualTo(original.tokenizerJson());
        assertThat(loaded.weights()).containsOnlyKeys(original.weights().keySet());
        loaded.weights().forEach((name, tensor) -> assertThat(tensor.data())
                .containsExactly(original.weights().get(name).data()));
    }

    @Test
    void shouldTakeOnlyWhatACheckpointIsOpenedFrom() {
        assertThat(Bundle.open(folder).manifest().files())
                .containsOnlyKeys(
                        "MODEL_CARD.md",
                        "encoder/config.json",
                        "encoder/model.safetensors",
                        "encoder/tokenizer.json",
                        "head.safetensors");
    }

    @Test
    void shouldRefuseADamagedEncoder() throws IOException {
        // Given
        Path weights = folder.resolve("encoder/model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 8;
        Files.write(weights, bytes);

        // When, Then
        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("file encoder/model.safetensors")
                .hasMessageContaining("damaged, cut short or edited");
    }

    @Test
    void shouldSayWhichPartOfTheEncoderIsNotListed() throws IOException {
        // Given
        Path manifest = folder.resolve(BundleManifest.FILE);
        String json = Files.readString(manifest, StandardCharsets.UTF_8);
        Files.writeString(manifest, json.replaceAll("\"encoder/config.json\".*,\n", ""));
        Bundle bundle = Bundle.open(folder);

        // When, Then
        assertThatThrownBy(bundle::checkpoint)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("the encoder cannot be loaded")
                .hasMessageContaining("config.json is missing");
    }
}
