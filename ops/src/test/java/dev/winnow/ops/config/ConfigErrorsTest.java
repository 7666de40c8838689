package dev.winnow.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigErrorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch: {linge: 5ms}                 | 1: unknown key 'batch.linge'; did you mean 'batch.linger'?",
                "bach: {linger: 5ms, tokens: 1}      | 1: unknown key 'bach'; did you mean 'batch'?",
                "something-else: 1                   | 1: unknown key 'something-else'",
                "batch.lingr: 5ms                    | 1: unknown key 'batch.lingr'; did you mean 'batch.linger'?",
                "batch: {linger: 250}                | 1: batch.linger: '250' has no unit; write '250ms' or '250s'",
                "batch: {linger: soon}               | 1: batch.linger: 'soon' is not a duration such as '250ms', '5s' or '2m'",
                "batch: {tokens: many}               | 1: batch.tokens: 'many' is not a whole number",
                "batch: {tokens: 1.5}                | 1: batch.tokens: '1.5' is not a whole number",
                "batch: {tokens: 9999999999}         | 1: batch.tokens: '9999999999' is out of range",
                "batch: {tokens: 0}                  | 1: batch.tokens must be 1 to 65536, not 0",
                "batch: {linger: 1m}                 | 1: batch.linger must be 0 ms to 10000 ms, not 60000 ms",
                "batch: {tokens: [1, 2]}             | 1: 'batch.tokens' takes one value (integer), not a list",
                "batch: {tokens: {least: 1}}         | 1: 'batch.tokens' takes one value (integer), not a mapping",
                "batch: {tokens: }                   | 1: 'batch.tokens' has no value; write one (integer) or remove the key",
                "batch: fast                         | 1: 'batch' holds further keys; it takes no single value",
                "batch: [fast]                       | 1: 'batch' holds further keys; it takes no list",
                "registry: {auto-register: yes}      | 1: registry.auto-register: 'yes' is neither true nor false",
                "registry: {url: 'ftp://x'}          | 1: registry.url 'ftp://x' must begin with http://, https:// or mock://",
                "engine: {precision: fp33}           | 1: engine.precision: 'fp33' is not one of auto, fp32, bf16, fp16, int8; did you mean 'fp32'?",
                "engine: {device: cpu, precision: fp16} | 1: engine.precision fp16 is for GPUs; device cpu has fp32, bf16 and int8",
                "engine: {device: cuda, precision: int8} | 1: engine.precision int8 is for processors; device cuda has fp32, bf16 and fp16",
                "engine: {name: onnx, device: cuda}    | 1: engine.device cuda is for engine pytorch; engine onnx has its own",
                "engine: {name: onnx, precision: bf16} | 1: engine.precision bf16 is not for engine onnx, which computes in fp32",
                "application: {id: a b}              | 1: application.id 'a b' may hold letters, digits, '.', '_' and '-' only",
                "pipelines: {bundle: x}              | 1: 'pipelines' takes a list (lines that begin with '- '), not a mapping",
                "pipelines: [x]                      | 1: 'pipelines.0' holds further keys; it takes no single value",
                "pipelines: [{bundle: x, input: y}]  | 1: missing key 'pipelines.0.output'",
                "pipelines: [{bundl: x, input: y, output: z}] | 1: unknown key 'pipelines.0.bundl'; did you mean 'pipelines.0.bundle'?",
                "pipelines: [{bundle: x, input: y, output: y}] | 1: pipelines.0.input and output are the same topic 'y'",
                "kafka: {acks: [1]}                  | 1: 'kafka.acks' takes one value (text), not a list",
                "batch: {tokens: !mine 1}            | 1: 'batch.tokens' has the tag !mine, which means nothing here",
                "[1, 2]                              | 1: a configuration begins with keys such as 'batch:', not with a list",
                "{[a]: b}                            | 1: a key must be a name, not a list",
                "batch: {tokens: 1                   | 1: not valid YAML: expected ',' or '}', but got <stream end>",
                "a: &x {b: 1}                        | 1: unknown key 'a'",
            })
    void shouldNameFileLineAndRemedy(String yaml, String expected) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), yaml);

        // When
        ConfigException e = refused(file, Map.of());

        // Then
        assertThat(e.getMessage().lines()).contains(file + ":" + expected);
    }

    @Test
    void shouldReportAllProblemsOfAllSourcesAtOnce() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), """
                batch:
                  tokens: 0
                  documents: 0
                  linge: 5ms
                aplication:
                  id: x
                pipelines:
                  - bundle: a
                    input: same
                    output: a-out
                  - bundle: b
                    input: same
                    output: b-out
                """);
        Map<String, String> environment = Map.of("WINNOW_BATCH_LINGR", "5ms", "WINNOW_ENGINE_WORKERS", "two");

        // When
        ConfigException e = refused(file, environment, "registry.timout=1s", "batch=1");

        // Then
        assertThat(e.getMessage().lines())
                .containsExactlyInAnyOrder(
                        file + ":4: unknown key 'batch.linge'; did you mean 'batch.linger'?",
                        file + ":5: unknown key 'aplication'; did you mean 'application'?",
                        "WINNOW_BATCH_LINGR: names no key; did you mean 'WINNOW_BATCH_LINGER'?",
                        "WINNOW_ENGINE_WORKERS: engine.workers: 'two' is not a whole number",
                        "--set registry.timout: unknown key 'registry.timout'; did you mean 'registry.timeout'?",
                        "--set batch: 'batch' holds further keys; set one of those",
                        file + ":2: batch.tokens must be 1 to 65536, not 0",
                        file + ":3: batch.documents must be 1 to 4096, not 0",
                        file + ":7: two pipelines read topic 'same'; give each its own input");
    }

    @Test
    void shouldRefuseOffsetsThatAreNone() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), "model:\n  delta-offset: 1.5\n");

        // When
        ConfigException range = refused(file, Map.of(), "model.rationale-spans=-1");
        ConfigException type = refused(file, Map.of(), "model.delta-offset=1e-1");

        // Then
        assertThat(range.getMessage().lines())
                .containsExactlyInAnyOrder(
                        file + ":2: model.delta-offset must be -1 to 1, not 1.5",
                        "--set model.rationale-spans: model.rationale-spans must be 0 to 1000, not -1");
        assertThat(type.getMessage()).contains("model.delta-offset: '1e-1' is not a number such as -1, 0 or 0.25");
    }

    @Test
    void shouldBlameTheSourceThatWonForAValueOutOfRange() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), "batch.tokens: 5\n");

        // When
        ConfigException e = refused(file, Map.of("WINNOW_BATCH_TOKENS", "0"));

        // Then
        assertThat(e).hasMessage("WINNOW_BATCH_TOKENS: batch.tokens must be 1 to 65536, not 0");
    }

    @Test
    void shouldRefuseAKeyWrittenTwiceInWhateverForm() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), """
                batch:
                  linger: 5ms
                  linger: 6ms
                kafka:
                  ssl.protocol: TLS
                  ssl: {protocol: TLSv1.3}
                batch: {tokens: 1}
                """);

        // When
        ConfigException e = refused(file, Map.of());

        // Then
        assertThat(e.getMessage().lines())
                .containsExactly(
                        file + ":3: 'batch.linger' is written twice, first in line 2",
                        file + ":6: 'kafka.ssl.protocol' is written twice, first in line 5",
                        file + ":7: 'batch' is written twice, first in line 1");
    }

    @Test
    void shouldRefusePositionsThatLeaveAGap() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), "");

        // When
        ConfigException e = refused(file, Map.of(), "pipelines.2.input=x");

        // Then
        assertThat(e).hasMessage("'pipelines.1' is left out; positions of a list follow each other");
    }

    @Test
    void shouldRefuseAliasesBeforeTheyBlowUp() throws IOException {
        // Given
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of("*a" + (i - 1), "*a" + (i - 1)))));
        }
        Path file = Files.writeString(folder.resolve("winnow.yaml"), bomb);

        // When
        ConfigException e = refused(file, Map.of());

        // Then
        assertThat(e).hasMessage(file + ":2: alias '*a0' is not allowed; write the value out");
    }

    @Test
    void shouldRefuseDeepNestingWithoutOverflowingTheStack() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), "kafka: " + "[".repeat(100_000));

        // When
        ConfigException e = refused(file, Map.of());

        // Then
        assertThat(e).hasMessage(file + ":1: nested more than 32 levels deep");
    }

    @Test
    void shouldRefuseHugeFilesBinaryFilesAndMissingFiles() throws IOException {
        // Given
        Path huge = Files.writeString(folder.resolve("huge.yaml"), "# comment\n".repeat(100_000));
        Path binary = Files.write(folder.resolve("binary.yaml"), "batch: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Path control = Files.writeString(folder.resolve("control.yaml"), "batch: \u0007");
        Path two = Files.writeString(folder.resolve("two.yaml"), "batch.tokens: 1\n---\nbatch.tokens: 2\n");
        Path missing = folder.resolve("missing.yaml");

        // When
        List<String> messages = List.of(huge, binary, control, two, missing).stream()
                .map(file -> refused(file, Map.of()).getMessage())
                .toList();

        // Then
        assertThat(messages.get(0)).isEqualTo(huge + ":1: larger than 256 KiB; this is no configuration");
        assertThat(messages.get(1)).isEqualTo(binary + ":1: not UTF-8 text");
        assertThat(messages.get(2)).startsWith(control + ":1: not valid YAML");
        assertThat(messages.get(3)).startsWith(two + ":2: not valid YAML");
        assertThat(messages.get(4)).isEqualTo("cannot read " + missing + ": no such file");
    }

    @Test
    void shouldSayWhatAnAssignmentLooksLike() {
        // When
        IllegalArgumentException e =
                catchThrowableOfType(IllegalArgumentException.class, () -> FlagValue.ofAssignment("batch.linger"));

        // Then
        assertThat(e).hasMessageContaining("--set 'batch.linger' must be KEY=VALUE");
    }

    private static ConfigException refused(Path file, Map<String, String> environment, String... assignments) {
        List<FlagValue> flags =
                List.of(assignments).stream().map(FlagValue::ofAssignment).toList();
        ConfigSources sources = new ConfigSources(Optional.of(file), environment, flags);
        return catchThrowableOfType(
                ConfigException.class, () -> EffectiveConfig.load(WinnowConfig.defaults(), sources));
    }
}
