package dev.winnow.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPrinterTest {

    @Test
    void shouldPrintEveryValueWithItsOrigin(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("winnow.yaml"), "batch:\n  linger: 1000ms\nengine.workers: 3\n");
        ConfigSources sources = new ConfigSources(
                Optional.of(file),
                Map.of("WINNOW_KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2"),
                List.of(new FlagValue("--input", "pipelines.0.input", "texts")));

        // When
        String printed = ConfigPrinter.print(EffectiveConfig.load(WinnowConfig.defaults(), sources));

        // Then
        assertThat(printed).isEqualTo("""
                application:
                  id: winnow  # default
                  guarantee: exactly-once  # default
                  threads: 2  # default
                  commit-interval: 200ms  # default
                  shutdown-timeout: 30s  # default
                  rolling-upgrade: false  # default
                kafka:
                  bootstrap.servers: "a:1,b:2"  # WINNOW_KAFKA_BOOTSTRAP_SERVERS
                registry:
                  url: "http://localhost:8081"  # default
                  auto-register: false  # default
                  subject-naming: topic-name  # default
                  timeout: 5s  # default
                  cache-size: 1000  # default
                  auth:
                    user: ""  # default
                    password: ""  # default
                    token: ""  # default
                  tls:
                    trust-store: ""  # default
                    trust-store-password: ""  # default
                    trust-store-type: PKCS12  # default
                    key-store: ""  # default
                    key-store-password: ""  # default
                    key-store-type: PKCS12  # default
                    key-password: ""  # default
                input:
                  format: avro  # default
                  text: text  # default
                  separator: " "  # default
                  id: id  # default
                  time: "eventTime?"  # default
                  max-bytes: 10485760  # default
                  max-depth: 64  # default
                output:
                  format: avro  # default
                batch:
                  tokens: 1500  # default
                  documents: 128  # default
                  linger: 1s  # FILE:2
                  buffer-bytes: 67108864  # default
                engine:
                  name: pytorch  # default
                  device: auto  # default
                  workers: 3  # FILE:3
                  precision: fp32  # default
                  tensorrt-cache: ""  # default
                model:
                  delta-offset: 0  # default
                  rationale-spans: 16  # default
                  shadow-share: 0.01  # default
                control:
                  topic: winnow-control  # default
                dead-letters:
                  topic: winnow-dead-letters  # default
                  max-share: 0.5  # default
                  window: 1000  # default
                overload:
                  policy: queue  # default
                  topic: winnow-overflow  # default
                  priority-header: priority  # default
                management:
                  listen: ""  # default
                  public-url: ""  # default
                  operate-token: ""  # default
                  operate-token-file: ""  # default
                  read-token: ""  # default
                  read-token-file: ""  # default
                console:
                  enabled: false  # default
                  texts: false  # default
                  instances: ""  # default
                pipelines:
                  - bundle: moderation  # default
                    input: texts  # --input
                    output: classifications  # default
                """.replace("FILE", file.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config",
                "ssl.keystore.password",
                "ssl.truststore.password",
                "ssl.key.password",
                "ssl.keystore.key",
                "basic.auth.user.info",
                "schema.registry.basic.auth.user.info",
                "sasl.oauthbearer.client.credentials.client.secret",
                "bearer.auth.token",
                "api-key",
                "producer.sasl.jaas.config"
            })
    void shouldMaskSecrets(String key) {
        // When
        String printed = print("kafka." + key + "=hunter2");

        // Then
        assertThat(printed).doesNotContain("hunter2").contains(key + ": \"********\"  # --set kafka." + key);
    }

    @Test
    void shouldMaskSecretsWhereverTheyStand() {
        // When
        String printed = print("kafka.x.url=https://me:hunter2@registry:8081", "kafka.x.y=Module password='hunter2';");

        // Then
        assertThat(printed).doesNotContain("hunter2").contains("https://********@registry:8081");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.password",
                "auth.token",
                "tls.trust-store-password",
                "tls.key-store-password",
                "tls.key-password"
            })
    void shouldMaskTheSecretsOfTheRegistry(String key) {
        // Given
        String user = key.equals("auth.password") ? "me" : "";

        // When
        String printed = print("registry.auth.user=" + user, "registry." + key + "=hunter2");

        // Then
        assertThat(printed).doesNotContain("hunter2").contains("\"********\"  # --set registry." + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operate-token", "read-token"})
    void shouldMaskTokensButNotTheirFiles(String key) {
        // When
        String token = print("management." + key + "=hunter2-hunter2-hunter2");
        String file = print("management." + key + "-file=/run/secrets/winnow");

        // Then
        assertThat(token).doesNotContain("hunter2").contains(key + ": \"********\"  # --set management." + key);
        assertThat(file).contains("/run/secrets/winnow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max.poll.records", "ssl.keystore.location", "key.serializer", "ssl.keystore.type"})
    void shouldNotMaskOrdinarySettings(String key) {
        // When
        String printed = print("kafka." + key + "=visible");

        // Then
        assertThat(printed).contains(key + ": visible");
        assertThat(printed).contains("tokens: 1500");
    }

    private static String print(String... assignments) {
        List<FlagValue> flags =
                List.of(assignments).stream().map(FlagValue::ofAssignment).toList();
        return ConfigPrinter.print(
                EffectiveConfig.load(WinnowConfig.defaults(), new ConfigSources(Optional.empty(), Map.of(), flags)));
    }
}
