package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.embedded.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {
    private static EmbeddedBroker broker;
    private static Admin admin;

    private final String id = "t" + UUID.randomUUID();
    private final String input = id + "-in";
    private final String output = id + "-out";
    private final String letters = id + "-letters";
    private final String control = id + "-control";

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    private Cli topics(String... flags) {
        List<String> arguments = new ArrayList<>(List.of(
                "topics",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--input",
                input,
                "--output",
                output,
                "--set",
                "dead-letters.topic=" + letters,
                "--set",
                "control.topic=" + control));
        arguments.addAll(List.of(flags));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static void create(String name, int partitions, Map<String, String> config) {
        new Topics(admin, Duration.ofSeconds(30)).create(List.of(Topics.topic(name, partitions, config)));
    }

    private static Set<String> existing() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    @Test
    void shouldCreateWhatIsMissingToFitTheInput() throws Exception {
        // Given
        create(input, 3, Map.of("max.message.bytes", "3000000"));

        // When
        Cli first = topics("--partitions", "2");
        Cli second = topics("--check");

        // Then
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out().lines())
                .anyMatch(line -> line.startsWith(input) && line.contains("present"))
                .anyMatch(line -> line.startsWith(output) && line.contains("created"));
        Map<String, TopicDescription> found = admin.describeTopics(List.of(output, letters, control))
                .allTopicNames()
                .get();
        assertThat(found.get(output).partitions()).hasSize(3);
        assertThat(found.get(letters).partitions()).hasSize(2);
        assertThat(found.get(control).partitions()).hasSize(1);
        assertThat(setting(control, "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(output, "max.message.bytes")).isEqualTo("3000000");
        assertThat(Integer.parseInt(setting(letters, "max.message.bytes"))).isGreaterThan(3_000_000);
        assertThat(second.exitCode()).as(second.out()).isZero();
    }

    private static String setting(String topic, String key) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value();
    }

    /** The embedded broker takes larger records than Kafka does by default. */
    @Test
    void shouldFindNothingWrongWithWhatItCreated() throws Exception {
        // When
        Cli first = topics();
        Cli second = topics("--check");

        // Then
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(second.exitCode()).as(second.out()).isZero();
        assertThat(Integer.parseInt(setting(input, "max.message.bytes"))).isGreaterThan(1_048_588);
        assertThat(Integer.parseInt(setting(letters, "max.message.bytes")))
                .isGreaterThan(Integer.parseInt(setting(input, "max.message.bytes")));
    }

    @Test
    void shouldCreateNothingWhenAskedToLookOnly() throws Exception {
        // When
        Cli check = topics("--check");
        Cli dryRun = topics("--dry-run");
        Cli both = topics("--dry-run", "--check");

        // Then
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains("missing", "problem: it is missing");
        assertThat(dryRun.exitCode()).as(dryRun.err()).isZero();
        assertThat(dryRun.out()).contains("planned");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(existing()).doesNotContain(input, output, letters, control);
    }

    @Test
    void shouldFindWhatTheStreamWouldStumbleOver() {
        // Given
        create(input, 2, Map.of("max.message.bytes", "2000000"));
        create(output, 1, Map.of("cleanup.policy", "compact", "max.message.bytes", "1048588"));
        create(letters, 1, Map.of("retention.ms", "3600000", "max.message.bytes", "2000000"));
        create(control, 3, Map.of("cleanup.policy", "compact,delete"));

        // When
        Cli result = topics("--json");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.json()).containsEntry("ok", false);
        assertThat(result.out())
                .contains(
                        "max.message.bytes is 1048588, but the input takes records of 2000000",
                        "cleanup.policy has compact",
                        "its input has 2 partitions",
                        "keeps records for 1 hours only, and people have to look at them",
                        "cleanup.policy is not compact alone",
                        "it has 3 partitions, and policies have no order among them");
    }

    @Test
    void shouldSayThatNoBrokerAnswers() {
        // When
        Cli result = Cli.run(
                "topics",
                "--bootstrap-servers",
                "localhost:1",
                "--set",
                "kafka.default.api.timeout.ms=500",
                "--set",
                "kafka.request.timeout.ms=400");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no Kafka broker answers");
    }

    @Test
    void shouldDescribeTheTopologyWithoutABroker() {
        // When
        Cli result = Cli.run("topology", "--input", "comments", "--output", "verdicts", "--bundle", "no/such/bundle");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Stream.of("Source: documents-of-comments", "topic: verdicts", "topic: winnow-dead-letters"))
                .allMatch(result.out()::contains);
    }
}
