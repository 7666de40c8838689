package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.config.OverloadPolicy;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.lifecycle.ClassifierLoader;
import dev.winnow.topology.lifecycle.WinnowApp;
import dev.winnow.topology.preflight.AclCheck;
import dev.winnow.topology.preflight.RequiredAcl;
import dev.winnow.topology.preflight.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that comes in by SASL over TLS, with the rights that docs/SECURITY.md lists: the table is read from there. */
class SecureKafkaTest {
    private static final Path DOCUMENT = Path.of("../docs/SECURITY.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([^|]+) \\| `([A-Z_]+)` \\| [^|]+ \\|");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final DeltaOffset FAST = new DeltaOffset(0.5);
    private static final ClassifierLoader AT_ONCE = pipeline -> new PacedModel(Duration.ofNanos(1));

    @TempDir
    private static Path folder;

    private static SecureBroker broker;
    private static TestStream stream;

    /** A row of the table. */
    record Right(ResourceType resource, String key, AclOperation operation) {

        /** What it means for the stream of this test. */
        AclBinding binding() {
            String name =
                    switch (key.replaceAll("[^`]*`([^`]+)`.*", "$1")) {
                        case "pipelines.*.input" -> stream.input();
                        case "pipelines.*.output" -> stream.output();
                        case "dead-letters.topic" -> stream.deadLetters();
                        case "overload.topic" -> overflow();
                        case "control.topic" -> stream.control();
                        case "application.id" -> stream.id();
                        default -> throw new IllegalArgumentException(key);
                    };
            PatternType pattern = key.endsWith("prefixed") ? PatternType.PREFIXED : PatternType.LITERAL;
            return new AclBinding(
                    new ResourcePattern(resource, name, pattern),
                    new AccessControlEntry("User:" + SecureBroker.USER, "*", operation, AclPermissionType.ALLOW));
        }
    }

    static List<Right> rights() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row ->
                        new Right(ResourceType.valueOf(row.group(1)), row.group(2), AclOperation.valueOf(row.group(3))))
                .toList();
    }

    private static String overflow() {
        return stream.id() + "-overflow";
    }

    @BeforeAll
    static void start() throws Exception {
        broker = SecureBroker.start(folder);
        stream = TestStream.create(broker.open(), Services.registry().url(), 1);
        try (Admin admin = stream.admin()) {
            new Topics(admin, PATIENCE).create(List.of(Topics.topic(overflow(), 1, Map.of())));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void takeAllRights() throws Exception {
        try (Admin admin = stream.admin()) {
            admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        }
    }

    private static WinnowConfig config(Map<String, String> door) {
        WinnowConfig config = stream.config(Guarantee.EXACTLY_ONCE);
        Map<String, String> kafka = new HashMap<>(config.kafka());
        kafka.putAll(door);
        return config.toBuilder()
                .kafka(kafka)
                .overload(new OverloadConfig(OverloadPolicy.SHED, overflow(), "priority"))
                .build();
    }

    private static WinnowConfig secured() {
        return config(broker.kafka());
    }

    /** Grants rights, and waits until the broker goes by them. */
    private static void grant(Stream<Right> rights) throws Exception {
        List<AclBinding> bindings = rights.map(Right::binding).toList();
        try (Admin admin = stream.admin();
                Admin asApplication = Admin.create(new HashMap<>(broker.kafka()))) {
            admin.createAcls(bindings).all().get();
            AclCheck check = new AclCheck(asApplication, 10_000);
            int lacking = rights().size() - bindings.size();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> check.missing(secured()).size() == lacking);
        }
    }

    @Test
    void shouldListTheRightsThatTheProcessAsksFor() throws Exception {
        // When / Then
        assertThat(rights().stream().map(Right::binding))
                .containsExactlyInAnyOrderElementsOf(RequiredAcl.of(secured()).stream()
                        .map(acl -> acl.binding("User:" + SecureBroker.USER))
                        .toList());
    }

    @Test
    void shouldRunWithTheseRightsAndNoOthers() throws Exception {
        // Given
        grant(rights().stream());

        // When
        try (RunningStream running = RunningStream.start(stream, secured(), AT_ONCE)) {
            running.app().awaitRunning(PATIENCE);
            running.send("d1", "rain again");
            running.feed().send(0, "k", "no document".getBytes(UTF_8));
            running.awaitSettled();
            ask(FAST);
            Awaitility.await().atMost(PATIENCE).until(() -> offset(running).equals(FAST));
            running.send("d2", "and again");
            Harvest harvest = running.harvest();

            // Then
            assertThat(harvest.ids()).containsExactly("d1", "d2");
            assertThat(harvest.deadLetters()).hasSize(1);
            assertThat(harvest.classificationOf("d2").getDeltaOffset()).isEqualTo(FAST.value());
            assertThat(running.app().failure()).isEmpty();
        }
    }

    private static DeltaOffset offset(RunningStream running) {
        return running.app().knobs().orElseThrow().knobs().get(0).offset();
    }

    private static void ask(DeltaOffset offset) {
        ManualOffset manual = new ManualOffset(offset, Optional.empty());
        try (PolicyTopic topic = PolicyTopic.open(stream.config(Guarantee.EXACTLY_ONCE))) {
            topic.write(
                    Models.BUNDLE,
                    new Policy(Optional.of(manual), Optional.empty(), "operator", "a test", Instant.now()));
        }
    }

    @ParameterizedTest
    @MethodSource("rights")
    void shouldRefuseToStartWithoutAnyOneOfThem(Right left) throws Exception {
        // Given
        grant(rights().stream().filter(right -> !right.equals(left)));

        // When / Then
        try (WinnowApp app = new WinnowApp(secured(), AT_ONCE)) {
            assertThatThrownBy(app::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("--operation " + left.operation())
                    .hasMessageContaining(left.binding().pattern().name() + " ")
                    .satisfies(
                            refusal -> assertThat(refusal.getMessage().lines()).hasSize(2));
        }
    }

    @Test
    void shouldSayThatThePasswordIsWrong() {
        // When / Then
        try (WinnowApp app = new WinnowApp(config(broker.kafka("hunter2")), AT_ONCE)) {
            assertThatThrownBy(app::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("invalid credentials")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void shouldSayThatTheBrokerIsNotTrusted() {
        // Given
        Map<String, String> trusting = new HashMap<>(broker.kafka());
        trusting.keySet().removeIf(key -> key.startsWith("ssl."));

        // When / Then
        try (WinnowApp app = new WinnowApp(config(trusting), AT_ONCE)) {
            assertThatThrownBy(app::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("SSL handshake failed");
        }
    }
}
