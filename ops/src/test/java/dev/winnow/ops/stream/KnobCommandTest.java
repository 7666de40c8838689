package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.Cli;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.knob.KnobRoutes;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people at a terminal ask of the knobs; no instance runs. */
class KnobCommandTest {
    private static final String BUNDLE = Models.BUNDLE;

    private final String control = "c" + UUID.randomUUID();

    @BeforeEach
    void createTopic() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Services.bootstrapServers()))) {
            new Topics(admin, Duration.ofSeconds(30))
                    .create(List.of(Topics.topic(control, 1, Map.of("cleanup.policy", "compact"))));
        }
    }

    private Cli knob(String... command) {
        return KnobCli.run(control, command);
    }

    private JsonNode onlyPolicy() throws Exception {
        JsonNode shown = new ObjectMapper().readTree(knob("show", "--json").out());
        assertThat(shown.get("policies")).hasSize(1);
        return shown.get("policies").get(0).get("policy");
    }

    @Test
    void shouldKeepTheControllerBehindAManualOffset() throws Exception {
        // When
        Cli auto = knob("auto", "--bundle", BUNDLE, "--objective", "500ms", "--min-accuracy", "0.67");
        Cli set =
                knob("set", "--bundle", BUNDLE, "0.25", "--for", "30m", "--reason", "release", "--author", "operator");
        JsonNode both = onlyPolicy();
        Cli released = knob("release", "--bundle", BUNDLE);
        JsonNode controllerAlone = onlyPolicy();
        Cli narrowed = knob("auto", "--bundle", BUNDLE, "--most", "0.5");
        JsonNode adapted = onlyPolicy();
        Cli forgotten = knob("release", "--bundle", BUNDLE, "--all");

        // Then
        assertThat(List.of(auto, set, released, narrowed, forgotten))
                .allSatisfy(
                        result -> assertThat(result.exitCode()).as(result.err()).isZero());
        assertThat(set.out())
                .contains("offset 0.25 until", "expected: accuracy 0.674", "all replicas in sync have it: record 1");
        assertThat(set.err()).isEmpty();
        assertThat(both.get("manualOffset").asDouble()).isEqualTo(0.25);
        assertThat(Instant.parse(both.get("manualUntil").asText()))
                .isCloseTo(Instant.now().plus(Duration.ofMinutes(30)), within(1, ChronoUnit.MINUTES));
        assertThat(both.get("objectiveMillis").asLong()).isEqualTo(500);
        assertThat(both.get("author").asText()).isEqualTo("operator");
        assertThat(both.get("reason").asText()).isEqualTo("release");
        assertThat(controllerAlone.get("manualOffset").isNull()).isTrue();
        assertThat(controllerAlone.get("minAccuracy").asDouble()).isEqualTo(0.67);
        assertThat(adapted.get("objectiveMillis").asLong()).isEqualTo(500);
        assertThat(adapted.get("mostOffset").asDouble()).isEqualTo(0.5);
        assertThat(knob("show").out()).isEqualTo("no policies; the configured offsets hold\n");
    }

    @Test
    void shouldWarnOfWhatNobodyKnows() {
        // When
        Cli elsewhere = knob("set", "--bundle", "elsewhere", "0.25", "--json");
        Cli outdated = knob("release", "--bundle", "elsewhere");

        // Then
        assertThat(elsewhere.exitCode()).isZero();
        assertThat(elsewhere.err()).contains("bundle 'elsewhere' does not lie here");
        assertThat(elsewhere.json()).containsEntry("bundle", "elsewhere").containsEntry("expectedAccuracy", null);
        assertThat(outdated.out()).contains("no policy; the configured offset holds");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        // When
        Cli offset = knob("set", "--bundle", BUNDLE, "1.5");
        Cli floor = knob("auto", "--bundle", BUNDLE, "--objective", "1s", "--min-accuracy", "0.9");
        Cli bounds = knob("auto", "--bundle", BUNDLE, "--objective", "1s", "--least", "0.5", "--most", "0.1");
        Cli nobody = knob("set", "0.25");
        Cli novel = knob("set", "--bundle", BUNDLE, "0.25", "--reason", "x".repeat(2_000));

        // Then
        assertThat(List.of(offset, floor, bounds, nobody, novel))
                .allSatisfy(result -> assertThat(result.exitCode()).isEqualTo(2));
        assertThat(offset.err()).contains("not 1.5");
        assertThat(floor.err()).contains("not even the full encoder of bundle 'moderation'");
        assertThat(bounds.err()).contains("above the most");
        assertThat(novel.err()).contains("the reason has 2000 characters");
        assertThat(knob("show").out()).contains("no policies");
    }

    @Test
    void shouldSayWhatIsMissing() {
        // When
        Cli off = KnobCli.run("", "show");
        Cli gone = KnobCli.run("no-such-topic", "show");
        Cli noInstance = knob("show", "--instance", "http://localhost:1");

        // Then
        assertThat(List.of(off, gone, noInstance))
                .allSatisfy(result -> assertThat(result.exitCode()).isEqualTo(1));
        assertThat(off.err()).contains("control.topic is empty");
        assertThat(gone.err()).contains("'winnow topics' creates it");
        assertThat(noInstance.out()).contains("http://localhost:1: it does not answer");
    }

    @Test
    void shouldShowARecordThatIsNoPolicyWithoutWhatItCouldDraw() {
        // Given
        knob("set", "--bundle", BUNDLE, "0.25", "--reason", "red \u001b[31m alert");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Services.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(control, BUNDLE.getBytes(UTF_8), new byte[] {9, 9, 9}));
        }

        // When
        Cli shown = knob("show");

        // Then
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("moderation: offset 0.25", "record 1 is no policy and is not obeyed", "red  [31m alert")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldShowItsTokenToInstancesThatAskForOne() {
        // Given
        ManagementConfig guarded = new ManagementConfig("127.0.0.1:0", "", "", "", "read-token-of-a-test", "");
        try (ManagementServer instance =
                ManagementServer.start(guarded, new KnobRoutes(WinnowConfig.defaults(), Optional::empty))) {
            // When
            Cli without = knob("show", "--instance", instance.url());
            Cli with =
                    knob("show", "--instance", instance.url(), "--set", "management.read-token=read-token-of-a-test");

            // Then
            assertThat(without.exitCode()).isEqualTo(1);
            assertThat(without.out()).contains("set management.read-token");
            assertThat(with.exitCode()).as(with.out() + with.err()).isZero();
        }
    }

    @Test
    void shouldWatchChangesAndInstances() {
        try (ManagementServer instance = ManagementServer.start(
                ManagementConfig.at("127.0.0.1:0"), new KnobRoutes(WinnowConfig.defaults(), Optional::empty))) {
            // Given
            knob("set", "--bundle", BUNDLE, "0.25");
            CompletableFuture<Cli> watch =
                    CompletableFuture.supplyAsync(() -> knob("watch", "--instance", instance.url(), "--for", "4s"));

            // When
            for (int turn = 0; !watch.isDone(); turn++) {
                knob("set", "--bundle", BUNDLE, turn % 2 == 0 ? "0.5" : "0.6");
            }

            // Then
            assertThat(watch.join().exitCode()).isZero();
            assertThat(watch.join().out()).contains("moderation: offset 0.25", "moderation: offset 0.5");
        }
    }
}
