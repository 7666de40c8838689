package dev.winnow.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.calibration.PrecisionPoint;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.checkpoint.Sha256;
import dev.winnow.model.encoder.ActivationRange;
import dev.winnow.model.encoder.ActivationRanges;
import dev.winnow.model.encoder.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfiledBundleTest {
    private static final PrecisionProfile PROFILE = new PrecisionProfile(
            "validation",
            1922,
            new ActivationRanges(List.of(new ActivationRanges.Layer(
                    new ActivationRange(-2.5f, 6.2f),
                    new ActivationRange(-1, 0.5f),
                    new ActivationRange(-3, 3),
                    new ActivationRange(-0.17f, 12.25f)))),
            List.of(
                    new PrecisionPoint(Precision.FP32, -1, 0.71, 1),
                    new PrecisionPoint(Precision.INT8, -1, 0.7075, 0.98)));

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void writeBundle() {
        folder = parent.resolve("b");
        BundleWriter.write(folder, BundleFixture.contents());
    }

    @Test
    void shouldReadBackTheProfileAndLeaveTheRest() throws IOException {
        // Given
        byte[] head = Files.readAllBytes(folder.resolve("head.safetensors"));

        // When
        BundleWriter.profile(folder, PROFILE);

        // Then
        assertThat(Bundle.open(folder).precisions()).contains(PROFILE);
        assertThat(folder.resolve("head.safetensors")).hasBinaryContent(head);
    }

    @Test
    void shouldOpenABundleThatHasNone() {
        assertThat(Bundle.open(folder).precisions()).isEmpty();
    }

    @Test
    void shouldRefuseARangeWithoutZero() throws IOException {
        // Given
        BundleWriter.profile(folder, PROFILE);
        Path file = folder.resolve("precision.json");
        String broken = Files.readString(file).replace("-2.5", "2.5");
        Files.writeString(file, broken);
        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest =
                (ObjectNode) json.readTree(folder.resolve("bundle.json").toFile());
        manifest.withObject("files").put("precision.json", Sha256.of(broken.getBytes(StandardCharsets.UTF_8)));
        json.writeValue(folder.resolve("bundle.json").toFile(), manifest);

        // When / Then
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Bundle.open(folder))
                .withMessageContaining("precision.json")
                .withMessageContaining(
                        "the field 'qkv': a range of activations holds 0 and is not empty, not 2.5 to 6.2");
    }
}
