package dev.winnow.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPrecedenceTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveTheDefaultsWhenNothingIsWritten() {
        // When
        EffectiveConfig<WinnowConfig> config =
                EffectiveConfig.load(WinnowConfig.defaults(), new ConfigSources(Optional.empty(), Map.of(), List.of()));

        // Then
        assertThat(config.value()).isEqualTo(WinnowConfig.defaults());
        assertThat(config.originOf("batch.linger")).isEqualTo(Origin.DEFAULT);
    }

    @Test
    void shouldPreferFlagsOverVariablesOverFileOverDefaults() throws IOException {
        // Given
        Path file = file("""
                batch:
                  tokens: 1001
                  documents: 11
                  linger: 11ms
                """);
        Map<String, String> environment = Map.of("WINNOW_BATCH_DOCUMENTS", "12", "WINNOW_BATCH_LINGER", "12ms");

        // When
        EffectiveConfig<WinnowConfig> config = load(file, environment, "batch.linger=13ms");

        // Then
        assertThat(config.value().batch()).isEqualTo(new BatchConfig(1001, 12, Duration.ofMillis(13), 64 << 20));
        assertThat(config.originOf("batch.tokens")).hasToString(file + ":2");
        assertThat(config.originOf("batch.documents")).hasToString("WINNOW_BATCH_DOCUMENTS");
        assertThat(config.originOf("batch.linger")).hasToString("--set batch.linger");
        assertThat(config.value().application())
                .isEqualTo(WinnowConfig.defaults().application());
    }

    @Test
    void shouldReadEveryTypeFromAFile() throws IOException {
        // Given
        Path file = file("""
                application:
                  id: moderation-1
                  guarantee: at-least-once
                  threads: 3
                  commit-interval: 1s
                  shutdown-timeout: 2m
                registry: {url: "https://registry:8081", auto-register: false, timeout: 250ms, cache-size: 10}
                engine:
                  precision: bf16
                dead-letters.topic: failed
                """);

        // When
        WinnowConfig config = load(file, Map.of()).value();

        // Then
        assertThat(config.application().id()).isEqualTo("moderation-1");
        assertThat(config.application().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(config.application().threads()).isEqualTo(3);
        assertThat(config.application().commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.application().shutdownTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.registry().autoRegister()).isFalse();
        assertThat(config.registry().url()).isEqualTo("https://registry:8081");
        assertThat(config.engine().precision()).isEqualTo(PrecisionChoice.BF16);
        assertThat(config.deadLetters().topic()).isEqualTo("failed");
    }

    @Test
    void shouldFlattenKafkaSettingsAndKeepTheDefaultOnes() throws IOException {
        // Given
        Path file = file("""
                kafka:
                  security.protocol: SASL_SSL
                  ssl:
                    truststore.location: /etc/trust.p12
                  max.poll.records: 500
                """);
        Map<String, String> environment = Map.of("WINNOW_KAFKA_SASL_MECHANISM", "PLAIN");

        // When
        WinnowConfig config = load(file, environment, "kafka.client.id=a=b").value();

        // Then
        assertThat(config.kafka())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers", "localhost:9092",
                        "security.protocol", "SASL_SSL",
                        "ssl.truststore.location", "/etc/trust.p12",
                        "max.poll.records", "500",
                        "sasl.mechanism", "PLAIN",
                        "client.id", "a=b"));
    }

    @Test
    void shouldReplaceTheDefaultPipelinesByThoseOfTheFileAndChangeSinglePositionsByVariable() throws IOException {
        // Given
        Path file = file("""
                pipelines:
                  - bundle: moderation
                    input: comments
                    output: verdicts
                  - {bundle: topics, input: news, output: tags}
                """);
        Map<String, String> environment =
                Map.of("WINNOW_PIPELINES_1_INPUT", "articles", "WINNOW_PIPELINES_2_BUNDLE", "moderation");

        // When
        WinnowConfig config = load(file, environment, "pipelines.2.input=reviews", "pipelines.2.output=stars")
                .value();

        // Then
        assertThat(config.pipelines())
                .containsExactly(
                        new PipelineConfig("moderation", "comments", "verdicts"),
                        new PipelineConfig("topics", "articles", "tags"),
                        new PipelineConfig("moderation", "reviews", "stars"));
    }

    @Test
    void shouldChangeOneKeyOfTheDefaultPipeline() {
        // When
        EffectiveConfig<WinnowConfig> config = EffectiveConfig.load(
                WinnowConfig.defaults(),
                new ConfigSources(
                        Optional.empty(), Map.of(), List.of(new FlagValue("--input", "pipelines.0.input", "mine"))));

        // Then
        assertThat(config.value().pipelines())
                .containsExactly(new PipelineConfig("moderation", "mine", "classifications"));
        assertThat(config.originOf("pipelines.0.input")).hasToString("--input");
    }

    @Test
    void shouldTakeEmptyFilesAndEmptySectionsAsNothingWritten() throws IOException {
        // When
        WinnowConfig empty = load(file("# nothing yet\n"), Map.of()).value();
        WinnowConfig emptySection =
                load(file("\uFEFFbatch:\nkafka: {}\n"), Map.of()).value();

        // Then
        assertThat(empty).isEqualTo(WinnowConfig.defaults());
        assertThat(emptySection).isEqualTo(WinnowConfig.defaults());
    }

    @Test
    void shouldIgnoreVariablesThatOtherSoftwareSetsUnderTheSamePrefix() {
        // Given
        Map<String, String> announced =
                Map.of("WINNOW_SERVICE_HOST", "10.0.0.1", "WINNOW_PORT", "tcp://10.0.0.1:80", "PATH", "/bin");

        // When
        EffectiveConfig<WinnowConfig> config = EffectiveConfig.load(
                WinnowConfig.defaults(), new ConfigSources(Optional.empty(), announced, List.of()));

        // Then
        assertThat(config.value()).isEqualTo(WinnowConfig.defaults());
    }

    private static EffectiveConfig<WinnowConfig> load(
            Path file, Map<String, String> environment, String... assignments) {
        List<FlagValue> flags =
                Arrays.stream(assignments).map(FlagValue::ofAssignment).toList();
        return EffectiveConfig.load(WinnowConfig.defaults(), new ConfigSources(Optional.of(file), environment, flags));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("winnow.yaml"), yaml);
    }
}
