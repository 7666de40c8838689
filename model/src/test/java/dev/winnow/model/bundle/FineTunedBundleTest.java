package dev.winnow.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;
import dev.winnow.model.checkpoint.EncoderDelta;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Sha256;
import dev.winnow.model.checkpoint.TinyBert;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.RandomReduction;
import dev.winnow.model.reduction.Reduction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTunedBundleTest {
    private static final int HIDDEN = TinyBert.CONFIG.hidden();
    private static final int LAYERS = TinyBert.CONFIG.layers();

    @TempDir
    private Path parent;

    private Path folder;
    private Path source;
    private BundleContents contents;
    private Map<String, FloatTensor> trained;

    @BeforeEach
    void trainABundle() throws IOException {
        folder = parent.resolve("bundle");
        source = TinyBundle.checkpointFolder(parent);
        trained = new LinkedHashMap<>(Checkpoint.open(source).weights());
        trained.replaceAll((name, tensor) -> name.startsWith("embeddings.") ? tensor : shifted(tensor));
        contents = TinyBundle.contents(source)
                .withDelta(EncoderDelta.between(Checkpoint.open(source), trained))
                .withReduction(RandomReduction.of(TinyBert.CONFIG, 1));
    }

    @Test
    void shouldLoadTheWeightsThatWereTrained() {
        // When
        BundleWriter.write(folder, contents);
        Checkpoint loaded = Bundle.open(folder).checkpoint();

        // Then: every element moved by 1/8 at most, so half a step is 1/8/127/2
        trained.forEach((name, tensor) -> {
            float[] found = loaded.weights().get(name).data();
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(tensor.data()[i], within(0.125f / 127 / 2 + 1e-6f));
            }
        });
        assertThat(loaded.sha256()).isEqualTo(Checkpoint.open(source).sha256());
    }

    @Test
    void shouldReadBackTheReduction() {
        // When
        BundleWriter.write(folder, contents);
        Reduction read = Bundle.open(folder).reduction().orElseThrow();

        // Then
        Reduction written = contents.reduction().orElseThrow();
        assertThat(read.layers()).hasSize(LAYERS);
        for (int l = 0; l < LAYERS; l++) {
            LayerReduction expected = written.layers().get(l);
            LayerReduction found = read.layers().get(l);
            assertThat(found.inWeight().shape()).containsExactly(32, HIDDEN);
            assertThat(found.inWeight().data())
                    .containsExactly(expected.inWeight().data());
            assertThat(found.inBias().data()).containsExactly(expected.inBias().data());
            assertThat(found.outWeight().data())
                    .containsExactly(expected.outWeight().data());
            assertThat(found.threshold()).isEqualTo(expected.threshold());
            assertThat(found.clsScale()).isEqualTo(expected.clsScale());
        }
    }

    @Test
    void shouldListThePartsInTheManifest() {
        // When
        BundleWriter.write(folder, contents);

        // Then
        assertThat(Bundle.open(folder).manifest().files())
                .containsKeys("encoder-delta.safetensors", "reduction.safetensors")
                .doesNotContainKey("calibration.json");
    }

    @Test
    void shouldRefuseAReductionForMoreLayers() {
        BundleWriter.write(folder, contents.withReduction(RandomReduction.of(config(LAYERS + 1, HIDDEN), 1)));

        assertCheckpointRefused(
                "file reduction.safetensors", "learnt for " + (LAYERS + 1) + " layers, but the encoder has " + LAYERS);
    }

    @Test
    void shouldRefuseAReductionForAnotherHiddenSize() {
        BundleWriter.write(folder, contents.withReduction(RandomReduction.of(config(LAYERS, HIDDEN + 3), 1)));

        assertCheckpointRefused(
                "file reduction.safetensors",
                "layer 0 reads states of size " + (HIDDEN + 3) + ", but the encoder's have " + HIDDEN);
    }

    @Test
    void shouldRefuseADeltaThatIsNone() throws IOException {
        BundleWriter.write(folder, contents);
        replace("encoder-delta.safetensors", "nonsense");

        assertCheckpointRefused("file encoder-delta.safetensors: encoder-delta.safetensors is truncated");
    }

    @Test
    void shouldRefuseAReductionThatIsNone() throws IOException {
        BundleWriter.write(folder, contents);
        replace("reduction.safetensors", "nonsense");

        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("file reduction.safetensors");
    }

    @Test
    void shouldNameWhatAReductionLacks() throws IOException {
        // Given: a file of tensors, but of a head
        BundleWriter.write(folder, contents);
        Files.copy(
                folder.resolve("head.safetensors"),
                folder.resolve("reduction.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        list("reduction.safetensors");

        // When, Then
        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("file reduction.safetensors: the tensor 'thresholds' is missing");
    }

    @Test
    void shouldRefuseADamagedDeltaWhenOpened() throws IOException {
        // Given
        BundleWriter.write(folder, contents);
        Path file = folder.resolve("encoder-delta.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        // When, Then
        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("file encoder-delta.safetensors: it has " + bytes.length + " bytes");
    }

    private void replace(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
        list(name);
    }

    /** Gives a file the checksum that it has. */
    private void list(String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = folder.resolve(BundleManifest.FILE);
        ObjectNode manifest = (ObjectNode) json.readTree(Files.readAllBytes(file));
        ((ObjectNode) manifest.get("files")).put(name, Sha256.of(Files.readAllBytes(folder.resolve(name))));
        json.writeValue(file.toFile(), manifest);
    }

    private void assertCheckpointRefused(String... parts) {
        Bundle bundle = Bundle.open(folder);
        assertThatThrownBy(bundle::checkpoint)
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(parts);
    }

    private static EncoderConfig config(int layers, int hidden) {
        EncoderConfig c = TinyBert.CONFIG;
        return new EncoderConfig(
                layers, hidden, c.heads(), c.intermediate(), c.vocabulary(), c.maxPositions(), c.layerNormEpsilon());
    }

    private static FloatTensor shifted(FloatTensor tensor) {
        float[] data = tensor.data().clone();
        for (int i = 0; i < data.length; i++) {
            data[i] += (i % 17 - 8) / 64f;
        }
        return new FloatTensor(tensor.shape(), data);
    }
}
