package dev.winnow.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Cli;
import dev.winnow.ops.doctor.Examination.CheckResult;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.ops.management.HealthRoutes;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.ops.stream.HttpRegistry;
import dev.winnow.ops.stream.Services;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.AppState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setup that is as it should be, and then each part of it broken. */
class DoctorTest {
    private final TestStream stream = TestStream.create(2);

    private final Examination.Observer nobody = new Examination.Observer() {
        @Override
        public void begins(String check) {
            assertThat(check).isNotBlank();
        }

        @Override
        public void ended(CheckResult result) {
            assertThat(result.findings()).isNotEmpty();
        }
    };

    private WinnowConfig config() {
        return WinnowConfig.defaults().toBuilder()
                .kafka(Map.of("bootstrap.servers", stream.bootstrapServers()))
                .registry(RegistryConfig.at(stream.registryUrl(), false))
                .control(new ControlConfig(stream.control()))
                .deadLetters(new DeadLetterConfig(stream.deadLetters()))
                .management(ManagementConfig.at("127.0.0.1:0"))
                .pipelines(List.of(new PipelineConfig("moderation", stream.input(), stream.output())))
                .build();
    }

    private List<CheckResult> look(WinnowConfig config, Check... checks) {
        return new Examination(List.of(checks)).of(config, nobody);
    }

    private static Finding only(List<CheckResult> results, String check) {
        List<Finding> findings = results.stream()
                .filter(result -> result.check().equals(check))
                .flatMap(result -> result.findings().stream())
                .toList();
        assertThat(findings).as(check).hasSize(1);
        return findings.get(0);
    }

    private static Check[] toTheBroker(Check... more) {
        return Stream.concat(Stream.of(new SettingsCheck(), new AddressesCheck(), new BrokerCheck()), Stream.of(more))
                .toArray(Check[]::new);
    }

    @Test
    void shouldFindNothingToMendWhereNothingIsBroken() {
        // Given
        Services.registry()
                .register(stream.output() + "-value", Subjects.classification().toString());
        String[] setup = {
            "doctor",
            "--bootstrap-servers",
            stream.bootstrapServers(),
            "--registry",
            stream.registryUrl(),
            "--input",
            stream.input(),
            "--output",
            stream.output(),
            "--set",
            "control.topic=" + stream.control(),
            "--set",
            "dead-letters.topic=" + stream.deadLetters(),
            "--set",
            "management.listen=127.0.0.1:0",
            "--json"
        };

        // When
        Cli result = Cli.run(setup);

        // Then
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.json()).containsEntry("ok", true);
        assertThat(result.out())
                .contains("\"check\":\"natives\",\"status\":\"ok\"", "\"check\":\"model\",\"status\":\"ok\"")
                .contains("nobody runs as application")
                .contains("\"check\":\"permissions\",\"status\":\"ok\"")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldSayWhichAddressNobodyListensAtAndSkipWhatNeedsTheBroker() {
        // Given
        WinnowConfig config = config().toBuilder()
                .kafka(Map.of("bootstrap.servers", "127.0.0.1:1, no-such-host.invalid:9092"))
                .build();

        // When
        Instant start = Instant.now();
        List<CheckResult> results = look(config, toTheBroker(new TopicsCheck(), new ReplicationCheck()));

        // Then
        assertThat(only(results, "addresses").status()).isEqualTo(Status.PROBLEM);
        assertThat(only(results, "addresses").what())
                .contains("127.0.0.1:1: nobody listens there", "the name 'no-such-host.invalid' is not known");
        assertThat(only(results, "addresses").fix()).contains("kafka.bootstrap.servers");
        assertThat(only(results, "broker")).isEqualTo(Finding.skipped("needs 'addresses', see there"));
        assertThat(only(results, "replication")).isEqualTo(Finding.skipped("needs 'broker', see there"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void shouldSayThatTheListenerSpeaksSomethingElse() {
        // Given
        WinnowConfig config = config().toBuilder()
                .kafka(Map.of(
                        "bootstrap.servers",
                        stream.bootstrapServers(),
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"hunter2\";",
                        "default.api.timeout.ms",
                        "2000",
                        "request.timeout.ms",
                        "1000"))
                .build();

        // When
        List<CheckResult> results = look(config, toTheBroker());

        // Then
        assertThat(only(results, "broker").status()).isEqualTo(Status.PROBLEM);
        assertThat(only(results, "broker").fix()).contains("kafka.security.protocol");
        assertThat(results.toString()).doesNotContain("hunter2");
    }

    @Test
    void shouldNameTheTopicThatIsMissing() throws Exception {
        // Given
        try (Admin admin = stream.admin()) {
            admin.deleteTopics(List.of(stream.output())).all().get();
        }

        // When
        List<CheckResult> results = look(config(), toTheBroker(new TopicsCheck(), new PermissionsCheck()));

        // Then
        assertThat(findings(results, "topics"))
                .contains(Finding.problem(stream.output() + " (output) is missing", "winnow topics creates it"))
                .contains(Finding.ok(stream.input() + " (input), 2 partitions"));
        assertThat(only(results, "permissions").status()).isEqualTo(Status.OK);
    }

    private static List<Finding> findings(List<CheckResult> results, String check) {
        return results.stream()
                .filter(result -> result.check().equals(check))
                .flatMap(result -> result.findings().stream())
                .toList();
    }

    @Test
    void shouldFindTopicsThatForget() {
        // Given
        String control = stream.id() + "-forgetful";
        try (Admin admin = stream.admin()) {
            new Topics(admin, Duration.ofSeconds(30))
                    .create(List.of(Topics.topic(control, 1, Map.of("cleanup.policy", "delete"))));
        }
        WinnowConfig config =
                config().toBuilder().control(new ControlConfig(control)).build();

        // When
        List<CheckResult> results = look(config, toTheBroker(new TopicsCheck()));

        // Then
        assertThat(findings(results, "topics"))
                .filteredOn(finding -> finding.status() == Status.PROBLEM)
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.what()).contains(control, "cleanup.policy is not compact alone"))
                .satisfies(finding -> assertThat(finding.fix()).contains("kafka-configs.sh", control));
    }

    @Test
    void shouldFindDocumentsFromTheFuture() throws ExecutionException, InterruptedException {
        // Given
        Instant sent = Instant.now();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stream.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(stream.input(), 0, sent.toEpochMilli(), null, new byte[1]))
                    .get();
        }
        InstantSource slow = InstantSource.fixed(sent.minusSeconds(90));

        // When
        List<CheckResult> late = look(config(), toTheBroker(new TopicsCheck(), new ClockCheck(slow)));
        List<CheckResult> right = look(config(), toTheBroker(new TopicsCheck(), new ClockCheck()));

        // Then
        assertThat(only(late, "clock").status()).isEqualTo(Status.WARNING);
        assertThat(only(late, "clock").what()).contains("90 s in the future");
        assertThat(only(right, "clock").status()).isEqualTo(Status.OK);
    }

    @Test
    void shouldNameTheFileOfADamagedBundleAndLoadNoModel(@TempDir Path folder) throws IOException {
        // Given
        for (String file : List.of("bundle.json", "head.safetensors")) {
            try (var in = DoctorTest.class.getResourceAsStream("/bundles/moderation/" + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
        WinnowConfig config = config().toBuilder()
                .pipelines(List.of(new PipelineConfig(folder.toString(), stream.input(), stream.output())))
                .build();

        // When
        List<CheckResult> results = look(config, new BundlesCheck(), new ModelCheck());

        // Then
        assertThat(only(results, "bundles").status()).isEqualTo(Status.PROBLEM);
        assertThat(only(results, "bundles").what()).contains(folder.toString(), "the file is missing");
        assertThat(only(results, "model")).isEqualTo(Finding.skipped("needs 'bundles', see there"));
    }

    @Test
    void shouldTellARegistryThatIsAwayFromOneThatLacksTheSchema() {
        try (HttpRegistry registry = new HttpRegistry()) {
            // Given
            WinnowConfig config = config().toBuilder()
                    .registry(RegistryConfig.at(registry.url(), false))
                    .build();

            // When
            Finding lacking = only(look(config, new RegistryCheck()), "registry");
            registry.goAway();
            Finding away = only(look(config, new RegistryCheck()), "registry");

            // Then
            assertThat(lacking.status()).isEqualTo(Status.PROBLEM);
            assertThat(lacking.what()).contains(stream.output() + "-value");
            assertThat(lacking.fix()).contains("winnow schemas --register");
            assertThat(away.status()).isEqualTo(Status.PROBLEM);
            assertThat(away.what()).contains(registry.url());
            assertThat(away.fix()).contains("registry.url");
        }
    }

    @Test
    void shouldFindAPortThatSomebodyElseHas() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            String listen = "127.0.0.1:" + other.getLocalPort();
            WinnowConfig config =
                    config().toBuilder().management(ManagementConfig.at(listen)).build();

            // When
            Finding taken = only(look(config, new ManagementCheck()), "management");

            // Then
            assertThat(taken.status()).isEqualTo(Status.PROBLEM);
            assertThat(taken.what()).contains(listen);
        }
    }

    @Test
    void shouldKnowARunningWinnow() {
        try (ManagementServer server = ManagementServer.start(
                ManagementConfig.at("127.0.0.1:0"), new HealthRoutes(AppState.Joining::new, Optional::empty))) {
            // Given
            WinnowConfig config = config().toBuilder()
                    .management(ManagementConfig.at("127.0.0.1:" + server.port()))
                    .build();

            // When
            Finding running = only(look(config, new ManagementCheck()), "management");

            // Then
            assertThat(running.status()).isEqualTo(Status.OK);
            assertThat(running.what()).contains("a running winnow answers");
        }
    }

    @Test
    void shouldSayWhoCouldAskWithoutAToken() {
        // Given
        WinnowConfig open = config().toBuilder()
                .management(ManagementConfig.at("0.0.0.0:0"))
                .build();
        WinnowConfig shut = config().toBuilder()
                .management(new ManagementConfig(
                        "0.0.0.0:0", "", "an-operate-token-of-a-test", "", "a-read-token-of-a-test", ""))
                .build();

        // When
        List<Finding> findings = findings(look(open, new ManagementCheck()), "management");

        // Then
        assertThat(findings).extracting(Finding::status).containsExactly(Status.OK, Status.WARNING, Status.WARNING);
        assertThat(findings.get(1).fix()).contains("management.operate-token");
        assertThat(findings.get(2).fix()).contains("management.read-token");
        assertThat(only(look(shut, new ManagementCheck()), "management").status())
                .isEqualTo(Status.OK);
    }

    @Test
    void shouldReadTheFilesOfTokens(@TempDir Path folder) throws IOException {
        // Given
        Path brief = Files.writeString(folder.resolve("brief"), "too-short");
        WinnowConfig config = config().toBuilder()
                .management(new ManagementConfig("127.0.0.1:0", "", "", brief.toString(), "", ""))
                .build();

        // When
        List<Finding> findings = findings(look(config, new ManagementCheck()), "management");

        // Then
        assertThat(findings).extracting(Finding::status).containsExactly(Status.OK, Status.PROBLEM);
        assertThat(findings.get(1).what())
                .contains("management.operate-token-file", brief.toString())
                .doesNotContain("too-short");
    }

    @Test
    void shouldRefuseSettingsThatLoseDocuments() {
        // Given
        WinnowConfig config = config().toBuilder()
                .kafka(Map.of("bootstrap.servers", stream.bootstrapServers(), "enable.auto.commit", "true"))
                .build();

        // When
        List<CheckResult> results = look(config, toTheBroker());

        // Then
        assertThat(only(results, "settings").status()).isEqualTo(Status.PROBLEM);
        assertThat(only(results, "settings").what()).contains("kafka.enable.auto.commit cannot be set");
        assertThat(only(results, "addresses").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void shouldLeaveBehindWhatHangs() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        Check hanging = new Check() {
            @Override
            public String name() {
                return "hanging";
            }

            @Override
            public Duration limit() {
                return Duration.ofMillis(50);
            }

            @Override
            public List<Finding> look(Setup setup) throws InterruptedException {
                never.await();
                return List.of(Finding.ok("after all"));
            }
        };

        // When
        List<CheckResult> results = look(config(), hanging, new CoresCheck());

        // Then
        assertThat(only(results, "hanging").what()).startsWith("no answer within");
        assertThat(only(results, "cores").what()).contains("engine workers on");
    }
}
