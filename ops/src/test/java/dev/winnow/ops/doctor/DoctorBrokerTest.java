package dev.winnow.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.doctor.Examination.CheckResult;
import dev.winnow.ops.embedded.Topics;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A broker that cannot be reached or understood, and its topics. */
class DoctorBrokerTest extends DoctorFixture {
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
    void shouldCompareNoTimesWhereTheInputIsMissing() {
        // Given
        String missing = stream.id() + "-missing";
        WinnowConfig config = config().toBuilder()
                .pipelines(List.of(new PipelineConfig("moderation", missing, stream.output())))
                .build();

        // When
        List<CheckResult> results = look(config, toTheBroker(new ClockCheck()));

        // Then
        assertThat(only(results, "clock").status()).isEqualTo(Status.SKIPPED);
    }
}
