package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.image.Command;
import dev.winnow.ops.image.WinnowImage;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.lifecycle.AppState;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The stream with Kafka and the registry as they are deployed, each in its container. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerStreamIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String INSIDE_BROKER = "kafka:19092";
    private static final String INSIDE_REGISTRY = "http://registry:8080";
    private static final int REGISTRY_PORT = 8080;
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private static final Network NETWORK = Network.newNetwork();

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer(
                    "apache/kafka:" + System.getProperty("kafka.version"))
            .withNetwork(NETWORK)
            .withListener(INSIDE_BROKER)
            // Sessions of these tests are shorter than a broker allows by default.
            .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");

    @Container
    private static final GenericContainer<?> REGISTRY = new GenericContainer<>(
                    "apicurio/apicurio-registry:" + System.getProperty("apicurio.version"))
            .withNetwork(NETWORK)
            .withNetworkAliases("registry")
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/health/ready"));

    @AfterAll
    static void removeNetwork() {
        REGISTRY.stop();
        KAFKA.stop();
        NETWORK.close();
    }

    @Test
    void shouldClassifyEveryDocumentExactlyOnce() {
        TestStream names = TestStream.create(KAFKA.getBootstrapServers(), registryUrl(), 4);
        try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                Load load = new Load(names, 1_000)) {
            // Given
            register(load);

            // When
            load.begin(500, 500);
            load.finish();
            Harvest harvest = stream.harvest();

            // Then
            assertEachExactlyOnce(load, harvest);
        }
    }

    /** Paused, it accepts connections and never answers, which is worse than a registry that refuses them. */
    @Test
    void shouldLoseNothingWhileTheRegistryHangs() {
        TestStream names = TestStream.create(KAFKA.getBootstrapServers(), registryUrl(), 2);
        try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                Load load = new Load(names, 300)) {
            // Given
            register(load);
            pause();

            // When
            load.begin(300, 0);
            long classifiedMeanwhile = awaitQuestions(stream);
            unpause();
            load.finish();
            Harvest harvest = stream.harvest();

            // Then
            assertThat(classifiedMeanwhile).isZero();
            assertEachExactlyOnce(load, harvest);
        }
    }

    /** Waits until the application needs the registry; returns what it has classified by then. */
    private static long awaitQuestions(RunningStream stream) {
        Waiting.upTo(PATIENCE).until(() -> stream.app().state() instanceof AppState.Degraded);
        return stream.app().totals().classified();
    }

    @AfterEach
    void unpauseAfterFailure() {
        if (Boolean.TRUE.equals(REGISTRY.getCurrentContainerInfo().getState().getPaused())) {
            unpause();
        }
    }

    @Test
    void shouldFinishWhatItHasReadWhenTheContainerIsStopped() {
        // Given
        TestStream names = TestStream.create(KAFKA.getBootstrapServers(), registryUrl(), 4);
        try (Load load = new Load(names, 4_000);
                Offsets offsets = new Offsets(names);
                WinnowContainer first = new WinnowContainer(names)) {
            register(load);
            load.begin(2_000, 500);
            Awaitility.await().atMost(PATIENCE).until(() -> first.requireRunning() && offsets.committed() > 0);

            // When
            int exitCode = first.stop();
            boolean transactionLeftOpen = offsets.transactionIsOpen();
            int resultsOfFirst = Harvest.of(names).results().size();
            long committedByFirst = offsets.committed();
            load.finish();
            try (WinnowContainer second = new WinnowContainer(names)) {
                Awaitility.await().atMost(PATIENCE).until(() -> second.requireRunning() && offsets.settled());
            }

            // Then
            assertThat(exitCode).isZero();
            assertThat(transactionLeftOpen).isFalse();
            assertThat(committedByFirst).isEqualTo(resultsOfFirst).isLessThan(4_000);
            assertEachExactlyOnce(load, Harvest.of(names));
        }
    }

    /** {@code winnow run} from the image, beside the broker. */
    private static final class WinnowContainer implements AutoCloseable {
        private final String id;

        WinnowContainer(TestStream names) {
            id = Command.docker()
                    .run(
                            "run",
                            "--detach",
                            "--network=" + NETWORK.getId(),
                            "--read-only",
                            "--tmpfs=/tmp",
                            "--cap-drop=ALL",
                            WinnowImage.name(),
                            "run",
                            "--bootstrap-servers=" + INSIDE_BROKER,
                            "--registry=" + INSIDE_REGISTRY + CONFLUENT_API,
                            "--application-id=" + names.id(),
                            "--input=" + names.input(),
                            "--output=" + names.output(),
                            "--set=registry.auto-register=true",
                            "--set=dead-letters.topic=" + names.deadLetters(),
                            "--set=control.topic=" + names.control())
                    .require()
                    .strip();
        }

        boolean requireRunning() {
            if (!inspect("{{.State.Running}}").equals("true")) {
                throw new AssertionError("the container ended: " + words());
            }
            return true;
        }

        /** Its exit code after SIGTERM. */
        int stop() {
            Command.docker().run("stop", "--time=60", id).require();
            return Integer.parseInt(inspect("{{.State.ExitCode}}"));
        }

        private String inspect(String format) {
            return Command.docker()
                    .run("inspect", "--format", format, id)
                    .require()
                    .strip();
        }

        private String words() {
            return Command.docker().run("logs", id).err();
        }

        @Override
        public void close() {
            Command.docker().run("rm", "--force", id).require();
        }
    }

    /** A registry that has just started may take longer for its first answer than its clients wait. */
    private static void register(Load load) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            load.register();
            return true;
        });
    }

    private static String registryUrl() {
        return "http://%s:%d%s".formatted(REGISTRY.getHost(), REGISTRY.getMappedPort(REGISTRY_PORT), CONFLUENT_API);
    }

    private static void pause() {
        DockerClientFactory.instance()
                .client()
                .pauseContainerCmd(REGISTRY.getContainerId())
                .exec();
    }

    private static void unpause() {
        DockerClientFactory.instance()
                .client()
                .unpauseContainerCmd(REGISTRY.getContainerId())
                .exec();
    }

    private static void assertEachExactlyOnce(Load load, Harvest harvest) {
        Accounting accounting = Accounting.of(load.ids(), harvest.ids());
        assertThat(accounting.missing()).as("lost").isEmpty();
        assertThat(accounting.doubled()).as("doubled").isEmpty();
        assertThat(harvest.deadLetters()).isEmpty();
    }
}
