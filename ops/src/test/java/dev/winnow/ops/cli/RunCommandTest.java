package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.lifecycle.AppState;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class RunCommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void shouldPrintTheEffectiveConfigurationAndStop() throws IOException {
        // Given
        Path file =
                Files.writeString(folder.resolve("mine.yaml"), "batch.linger: 5ms\nkafka.ssl.key.password: hunter2\n");

        // When
        Cli result =
                Cli.run("run", "--config", file.toString(), "--input", "texts", "--offset", "-0.5", "--print-config");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("linger: 5ms  # " + file + ":1", "input: texts  # --input", "delta-offset: -0.5  # --offset")
                .doesNotContain("hunter2");
    }

    @Test
    void shouldRefuseABadConfigurationWithAllItsProblems() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("bad.yaml"), "batch.linge: 5ms\nengine.workers: 0\n");

        // When
        Cli result = Cli.run("run", "--config", file.toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines())
                .containsExactly(
                        "winnow: " + file + ":1: unknown key 'batch.linge'; did you mean 'batch.linger'?",
                        "winnow: " + file + ":2: engine.workers must be 1 to 256, not 0");
    }

    @Test
    void shouldAskWhichPipelineIsMeant() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("two.yaml"), """
                pipelines:
                  - {bundle: moderation, input: a, output: b}
                  - {bundle: topics, input: c, output: d}
                """);

        // When
        Cli result = Cli.run("run", "--config", file.toString(), "--input", "x");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("winnow: --input: the configuration has 2 pipelines; say which one with"
                        + " --set pipelines.0.input=x\n");
    }

    @Test
    void shouldFailWhenATopicIsMissing() {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // When
            Cli result = Cli.run("run", "--bootstrap-servers", broker.bootstrapServers(), "--input", "nowhere");

            // Then
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("topic 'nowhere'").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest(name = "on a terminal: {0}")
    @CsvSource({"true, 0", "false, 2"})
    void shouldLogStatesWhereNobodyReadsThem(boolean interactive, int logged) {
        // Given
        Logger states = (Logger) LoggerFactory.getLogger(AppState.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        states.addAppender(log);
        states.setLevel(Level.INFO);

        // When
        Cli result = refused(new Terminal(interactive, 80, false));

        // Then
        states.detachAppender(log);
        states.setLevel(null);
        assertThat(result.err()).contains("winnow: starting: checking broker and topics", "winnow: stopped");
        assertThat(log.list).hasSize(logged);
    }

    private static Cli refused(Terminal terminal) {
        return Cli.run(
                terminal,
                "run",
                "--bootstrap-servers",
                "localhost:1",
                "--set",
                "kafka.default.api.timeout.ms=300",
                "--set",
                "kafka.request.timeout.ms=200");
    }

    @Test
    void shouldWorkUntilItIsToldToStopAndThenEndWell() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            createTopics(broker);
            Path err = folder.resolve("err.txt");
            Process process = start(broker, err);
            await().atMost(LONG).until(() -> Files.readString(err).contains("winnow: ready"));
            sendGarbage(broker);
            await().atMost(LONG).until(() -> committed(broker) == 1);

            // When
            process.destroy();

            // Then
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            assertThat(Files.readString(err))
                    .contains("winnow: " + TinyBundle.folder() + ": in -> out", "told to stop")
                    .doesNotContain("ERROR");
            assertThat(committed(broker)).isEqualTo(1);
        }
    }

    private static Process start(EmbeddedBroker broker, Path err) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=logback.xml",
                        Winnow.class.getName(),
                        "run",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--registry",
                        "mock://run-command-test",
                        "--bundle",
                        TinyBundle.folder().toString(),
                        "--input",
                        "in",
                        "--output",
                        "out")
                .redirectOutput(new File("/dev/null"))
                .redirectError(err.toFile())
                .start();
    }

    private static void createTopics(EmbeddedBroker broker) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new Topics(admin, LONG)
                    .create(Stream.of("in", "out", "winnow-dead-letters")
                            .map(name -> Topics.topic(name, 1, Map.of()))
                            .toList());
        }
    }

    private static void sendGarbage(EmbeddedBroker broker) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("in", "no Avro".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    /** Committed dead letters. */
    private static long committed(EmbeddedBroker broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("winnow-dead-letters", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long count = 0;
            while (consumer.position(partition)
                    < consumer.endOffsets(List.of(partition)).get(partition)) {
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
            return count;
        }
    }
}
