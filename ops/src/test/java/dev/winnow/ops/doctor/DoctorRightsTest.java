package dev.winnow.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.SecureBroker;
import dev.winnow.ops.stream.Services;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.RequiredAcl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with TLS, credentials and an authorizer. */
class DoctorRightsTest {
    @TempDir
    static Path folder;

    private static SecureBroker broker;
    private static TestStream stream;

    @BeforeAll
    static void start() throws Exception {
        broker = SecureBroker.start(folder);
        stream = TestStream.create(broker.open(), Services.registry().url(), 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static WinnowConfig config(Map<String, String> door) {
        return WinnowConfig.defaults().toBuilder()
                .kafka(new HashMap<>(door))
                .control(new ControlConfig(stream.control()))
                .deadLetters(new DeadLetterConfig(stream.deadLetters()))
                .pipelines(List.of(new PipelineConfig("moderation", stream.input(), stream.output())))
                .build();
    }

    private static Map<String, List<Finding>> look(WinnowConfig config) {
        Map<String, List<Finding>> findings = new HashMap<>();
        List<Check> checks = List.of(
                new SettingsCheck(),
                new AddressesCheck(),
                new BrokerCheck(),
                new TopicsCheck(),
                new ReplicationCheck(),
                new PermissionsCheck());
        new Examination(checks)
                .of(config, DoctorFixture.NOBODY)
                .forEach(result -> findings.put(result.check(), result.findings()));
        return findings;
    }

    @Test
    void shouldTellWrongCredentialsFromABrokerThatIsAway() {
        // When
        Map<String, List<Finding>> findings = look(config(broker.kafka("a-wrong-password")));

        // Then
        assertThat(findings.get("addresses")).extracting(Finding::status).containsOnly(Status.OK);
        assertThat(findings.get("broker")).singleElement().satisfies(finding -> {
            assertThat(finding.what())
                    .contains("does not accept the credentials")
                    .doesNotContain("a-wrong-password");
            assertThat(finding.fix()).contains("kafka.sasl.jaas.config");
        });
        assertThat(findings.get("permissions")).extracting(Finding::status).containsOnly(Status.SKIPPED);
    }

    @Test
    void shouldNameEachRightThatIsMissingUntilAllAreThere() throws Exception {
        // Given
        WinnowConfig config = config(broker.kafka());
        List<RequiredAcl> rights = RequiredAcl.of(config);

        // When
        Map<String, List<Finding>> without = look(config);
        try (Admin admin = stream.admin()) {
            admin.createAcls(rights.stream()
                            .map(right -> right.binding("User:" + SecureBroker.USER))
                            .toList())
                    .all()
                    .get();
        }

        // Then
        assertThat(without.get("permissions"))
                .extracting(Finding::status)
                .contains(Status.PROBLEM)
                .doesNotContain(Status.OK);
        assertThat(without.get("permissions"))
                .extracting(Finding::fix)
                .containsExactlyElementsOf(rights.stream()
                        .map(right -> "kafka-acls.sh --add --allow-principal User:NAME " + right.options())
                        .toList());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        look(config).get("permissions"))
                .extracting(Finding::status)
                .containsExactly(Status.OK));
    }
}
