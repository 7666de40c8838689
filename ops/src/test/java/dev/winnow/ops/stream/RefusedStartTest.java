package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.ClassifierLoader;
import dev.winnow.topology.lifecycle.WinnowApp;
import dev.winnow.topology.preflight.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be there before the stream starts is asked for at once, with an error that names it. */
class RefusedStartTest {

    @ParameterizedTest
    @ValueSource(strings = {"documents", "classifications", "dead-letters"})
    void shouldNameTheTopicThatIsMissing(String role) throws Exception {
        // Given
        TestStream stream = TestStream.create(1);
        String missing = stream.id() + "-" + role;
        delete(stream, missing);

        // When, Then
        try (WinnowApp app = new WinnowApp(stream.config(Guarantee.EXACTLY_ONCE), Models.loader())) {
            assertThatThrownBy(app::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("topic '" + missing + "'")
                    .hasMessageContaining("--create");
        }
    }

    @Test
    void shouldAskForTheSchemaThatItMayNotRegister() {
        // Given
        TestStream stream = TestStream.create(1);
        WinnowConfig config = stream.notRegistering();

        // When, Then
        try (WinnowApp app = new WinnowApp(config, Models.loader())) {
            assertThatThrownBy(app::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(stream.output() + "-value")
                    .hasMessageContaining("winnow schemas --register");
        }
        register(config);
        try (WinnowApp app = new WinnowApp(config, Models.loader())) {
            assertThatCode(app::start).doesNotThrowAnyException();
        }
    }

    private static void register(WinnowConfig config) {
        try (AvroSerdes serdes = new AvroSerdes(config.registry().settings())) {
            serdes.subjects().register(config.pipelines().get(0).output());
        }
    }

    @Test
    void shouldRefuseATruncatedBundle(@TempDir Path folder) throws IOException {
        // Given
        TestStream stream = TestStream.create(1);
        copyBundle(folder);
        Path head = folder.resolve("head.safetensors");
        byte[] whole = Files.readAllBytes(head);
        Files.write(head, Arrays.copyOf(whole, whole.length / 2));
        ClassifierLoader loader = pipeline -> BundleClassifier.load(Bundle.open(folder), Precision.FP32);

        // When, Then
        try (WinnowApp app = new WinnowApp(stream.config(Guarantee.EXACTLY_ONCE), loader)) {
            assertThatThrownBy(app::start).isInstanceOf(BundleException.class).hasMessageContaining("head.safetensors");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .as("threads that the refused application left behind")
                    .noneMatch(name -> name.contains(stream.id()));
        }
    }

    private static void delete(TestStream stream, String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = stream.admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private static void copyBundle(Path folder) throws IOException {
        for (String file : List.of(
                "bundle.json",
                "head.safetensors",
                "encoder-delta.safetensors",
                "reduction.safetensors",
                "calibration.json",
                "calibration.svg",
                "MODEL_CARD.md")) {
            try (InputStream in =
                    RefusedStartTest.class.getResourceAsStream("/bundles/" + Models.BUNDLE + "/" + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
    }
}
