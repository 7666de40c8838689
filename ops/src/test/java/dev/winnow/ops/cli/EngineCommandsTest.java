package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.model.engine.Cuda;
import dev.winnow.model.onnx.OnnxModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineCommandsTest {
    @TempDir
    private static Path folder;

    private static String bundle;

    @BeforeAll
    static void write() {
        bundle = ReducibleBundle.write(folder.resolve("reducible"), 1).toString();
    }

    @Test
    void shouldClassifyWithOnnxRuntimeAsWithLibtorch() {
        // Given
        String[] command = {"classify", "--bundle", bundle, "--json", "--offset", "0.2", "Stir the soup and add pepper."
        };
        Map<String, Object> expected = Cli.run(command).json();

        // When
        Cli result = Cli.run(plus(command, "--engine", "onnx"));

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json())
                .containsEntry("label", expected.get("label"))
                .containsEntry("keptTokens", expected.get("keptTokens"));
        assertThat((Double) result.json().get("probability"))
                .isCloseTo((Double) expected.get("probability"), within(1e-4));
        assertThat((Integer) expected.get("keptTokens")).isLessThan((Integer) expected.get("tokens"));
    }

    @Test
    void shouldEvaluateWithOnnxRuntimeAsWithLibtorch() throws IOException {
        // Given
        String data =
                TinyData.write(Files.createDirectory(folder.resolve("tiny"))).toString();
        String[] command = {
            "evaluate", "--bundle", bundle, "--data", data, "--split", "train", "--offsets=0.2", "--json"
        };
        Map<?, ?> expected = point(Cli.run(command));

        // When
        Map<?, ?> measured = point(Cli.run(plus(command, "--engine", "onnx")));

        // Then
        assertThat((Double) expected.get("keptTokens")).isLessThan(1);
        assertThat(measured)
                .extracting("accuracy", "keptTokens", "flopsSpeedup")
                .containsExactly(expected.get("accuracy"), expected.get("keptTokens"), expected.get("flopsSpeedup"));
    }

    private static Map<?, ?> point(Cli result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return assertThat(result.json())
                .extractingByKey("points", LIST)
                .singleElement(MAP)
                .actual();
    }

    @ParameterizedTest
    @CsvSource({"1e-4, 0", "0, 1"})
    void shouldFailWhereEnginesDifferByMoreThanTheTolerance(String tolerance, int exitCode) {
        // When
        Cli result = Cli.run(
                "bench",
                "parity",
                "--bundle",
                bundle,
                "--engine",
                "onnx",
                "--documents",
                "30",
                "--tolerance",
                tolerance,
                "--json");

        // Then
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.json()).containsEntry("engine", "onnx").containsEntry("equal", exitCode == 0);
        assertThat(result.json())
                .extractingByKey("offsets", LIST)
                .hasSize(3)
                .first(MAP)
                .containsEntry("documents", 30)
                .containsEntry("otherTokens", 0)
                .containsEntry("otherLabels", 0);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "''|ids documents positions groups seats offset",
                "--padded|input_ids attention_mask",
                "--padded --int8|input_ids attention_mask"
            },
            delimiter = '|')
    void shouldExportAFileThatOnnxRuntimeLoads(String options, String inputs) throws OrtException {
        // Given
        Path file = folder.resolve("exported.onnx");
        String[] command = {"export", "--bundle", bundle, "--output", file.toString()};

        // When
        Cli result = Cli.run(options.isEmpty() ? command : plus(command, options.split(" ")));

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("reducible-1, version 1: ", " MB in " + file);
        try (OrtSession.SessionOptions plain = new OrtSession.SessionOptions();
                OrtSession session = OnnxModule.environment().createSession(file.toString(), plain)) {
            assertThat(session.getInputNames()).containsExactlyInAnyOrder(inputs.split(" "));
            assertThat(session.getMetadata().getCustomMetadata()).containsEntry("labels", "cooking\nweather");
        }
        assertThat(folder)
                .isDirectoryNotContaining(left -> left.getFileName().toString().startsWith("winnow-"));
    }

    @Test
    void shouldSayWhatTensorRtNeeds() {
        // When
        Cli result = Cli.run("classify", "--bundle", bundle, "--engine", "tensorrt", "Rain all day long");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("engine 'tensorrt'", "Maven profile 'tensorrt'");
    }

    @ParameterizedTest
    @CsvSource({
        "classify --device cuda",
        "classify --device cuda --precision fp16",
        "classify --precision fp16",
        "bench parity --device cuda",
        "run --device cuda --input texts --output labels",
        "run --set engine.precision=fp16"
    })
    void shouldSayWhatAGpuNeeds(String command) {
        // Given
        assumeThat(Cuda.here().driver()).isFalse();

        // When
        Cli result = Cli.run(plus(command.split(" "), "--bundle", bundle));

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .hasLineCount(1)
                .contains(
                        "device 'cuda': this machine has no NVIDIA driver; device cpu computes in fp32, bf16 and int8");
    }

    @Test
    void shouldGiveBatchesForAGpuWhereOneIsAskedFor() {
        // When
        Cli result = Cli.run("run", "--device", "cuda", "--set", "batch.documents=7", "--print-config");

        // Then
        assertThat(result.out())
                .contains("tokens: 32768  # default", "documents: 7  # --set", "workers: 2  # default", "device: cuda");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "classify --device cpu --precision fp16 Hello|--engine: precision fp16 is for GPUs",
                "classify --device cuda --precision int8 Hello|--engine: precision int8 is for processors",
                "classify --engine onnx --device cuda Hello|--engine: device cuda is for engine pytorch",
                "classify --engine onnx --precision bf16 Hello|--engine: precision bf16 is not for engine onnx",
                "export --bundle topics --int8 --output x.onnx|--int8 goes with --padded",
                "export --bundle topics --output no/such/folder/x.onnx|not a file in a folder that exists"
            },
            delimiter = '|')
    void shouldRefuseWhatDoesNotGoTogether(String command, String message) {
        // When
        Cli result = Cli.run(command.split(" "));

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    private static String[] plus(String[] command, String... more) {
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }
}
