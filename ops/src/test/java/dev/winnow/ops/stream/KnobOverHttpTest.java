package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.Cli;
import dev.winnow.ops.knob.KnobRoutes;
import dev.winnow.ops.management.AuditRoutes;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The knob of a running instance, turned over HTTP; the control topic, the registry and the stream are real. */
class KnobOverHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static RunningStream stream;
    private static ManagementServer server;

    @BeforeAll
    static void start() {
        TestStream names = TestStream.create(1);
        WinnowConfig config = names.config(Guarantee.EXACTLY_ONCE);
        stream = RunningStream.start(names, config, pipeline -> new PacedModel(Duration.ofNanos(1)), app -> {
            AuditRoutes audit = new AuditRoutes(app::knobs);
            app.observe(audit.observer());
            server = ManagementServer.start(
                    ManagementConfig.at("127.0.0.1:0"), new KnobRoutes(config, app::knobs), audit);
        });
        stream.app().awaitRunning(Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        server.close();
        stream.close();
    }

    private static HttpResponse<String> ask(String bundle, String body) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/knob/" + bundle))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
    }

    @Test
    void shouldTurnTheKnobOfTheRunningStream() throws Exception {
        // When
        HttpResponse<String> auto = ask(Models.BUNDLE, "{\"auto\":{\"objectiveMillis\":400,\"minAccuracy\":0.67}}");
        HttpResponse<String> set = ask(
                Models.BUNDLE, "{\"offset\":0.25,\"forSeconds\":600,\"reason\":\"release day\",\"author\":\"ops\"}");
        JsonNode knob = get("/knob").get("bundles").get(0);
        JsonNode policies = get("/audit").get("policies");
        HttpResponse<String> released = ask(Models.BUNDLE, "{\"release\":true}");
        JsonNode behind = get("/knob").get("bundles").get(0);
        HttpResponse<String> forgotten = ask(Models.BUNDLE, "{\"release\":\"all\"}");
        JsonNode configured = get("/knob").get("bundles").get(0);

        // Then
        JsonNode written = JSON.readTree(set.body());
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(written.get("expectedAccuracy").asDouble())
                .isEqualTo(Models.shared().calibration().orElseThrow().at(0.25).accuracy());
        assertThat(written.get("inForceAfterMillis").asLong(-1)).isBetween(0L, 2_000L);
        assertThat(knob.get("mode").asText()).isEqualTo("manual");
        assertThat(knob.get("offset").asDouble()).isEqualTo(0.25);
        assertThat(policies.get(0).get("policy").get("author").asText()).isEqualTo("ops (local from 127.0.0.1)");
        assertThat(policies.get(0).get("policy").get("reason").asText()).isEqualTo("release day");
        assertThat(auto.statusCode()).isEqualTo(200);
        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(behind.get("mode").asText()).isEqualTo("auto");
        assertThat(behind.get("policy").get("minAccuracy").asDouble()).isEqualTo(0.67);
        assertThat(JSON.readTree(forgotten.body()).get("policy").isNull()).isTrue();
        assertThat(configured.get("mode").asText()).isEqualTo("configured");
        assertThat(get("/audit").get("changes").findValuesAsText("what"))
                .anyMatch(what -> what.startsWith("moderation: offset 0.25 until")
                        && what.endsWith("by ops (local from 127.0.0.1): release day"));
    }

    @Test
    void shouldTellOfChangesThatCameAnotherWay() throws Exception {
        // Given
        JsonNode offset = JSON.readTree(ask(Models.BUNDLE, "{\"offset\":0.5}").body());

        // When
        String topic = stream.names().control();
        Cli set = KnobCli.run(
                topic, "set", "--bundle", Models.BUNDLE, "0.25", "--author", "night shift", "--reason", "release day");
        Cli removed = KnobCli.run(topic, "release", "--bundle", Models.BUNDLE, "--all");
        Waiting.upTo(PATIENCE).until(() -> get("/audit").get("policies").isEmpty());
        JsonNode audit = get("/audit");

        // Then
        assertThat(List.of(set, removed))
                .allSatisfy(
                        result -> assertThat(result.exitCode()).as(result.err()).isZero());
        JsonNode changes = audit.get("policyChanges");
        assertThat(changes.get(0).get("policy").isNull()).as("taken back").isTrue();
        assertThat(changes.get(1).get("policy").get("author").asText()).isEqualTo("night shift");
        assertThat(changes.get(1).get("policy").get("reason").asText()).isEqualTo("release day");
        assertThat(changes.get(1).get("policy").get("manualOffset").asDouble()).isEqualTo(0.25);
        assertThat(Instant.parse(changes.get(1).get("at").asText()))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(changes.get(2).get("id").asText())
                .as("what was changed through this instance, too")
                .isEqualTo("moderation@" + offset.get("recordOffset").asLong())
                .isEqualTo(audit.get("changes").get(0).get("policy").asText());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "moderation, ^{}^, 400, ask for one of",
                "moderation, ^{\"offset\":0.1,\"release\":true}^, 400, ask for one of",
                "moderation, ^{\"offset\":1.5}^, 400, 1.5",
                "moderation, ^{\"offset\":\"0.5\"}^, 400, not the JSON",
                "moderation, ^{\"offset\":0.5,\"forSeconds\":0}^, 400, forSeconds must be 1",
                "moderation, ^{\"release\":true,\"forSeconds\":5}^, 400, forSeconds belongs",
                "moderation, ^{\"release\":\"some\"}^, 400, release is true",
                "moderation, ^{\"auto\":{\"minAccuracy\":0.99}}^, 400, not even the full encoder",
                "moderation, ^{\"auto\":{\"leastOffset\":0.5,\"mostOffset\":0.1}}^, 400, above the most",
                "moderation, ^{\"offset\":0.5,\"offsett\":1}^, 400, not the JSON",
                "topics, ^{\"offset\":0.5}^, 404, runs no such bundle",
                "..%2f..%2fetc, ^{\"offset\":0.5}^, 400, refused"
            })
    void shouldRefuseWhatCannotBe(String bundle, String body, int status, String reason) throws Exception {
        // Given
        JsonNode before = get("/knob").get("bundles").get(0).get("policy");

        // When
        HttpResponse<String> response = ask(bundle, body);

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(reason);
        assertThat(get("/knob").get("bundles").get(0).get("policy")).isEqualTo(before);
    }

    @Test
    void shouldBoundWhatAClientCallsItself() throws Exception {
        // When
        HttpResponse<String> named = ask(Models.BUNDLE, "{\"offset\":0.5,\"author\":\"" + "x".repeat(101) + "\"}");
        HttpResponse<String> reasoned = ask(Models.BUNDLE, "{\"offset\":0.5,\"reason\":\"" + "x".repeat(1_001) + "\"}");

        // Then
        assertThat(named.statusCode()).isEqualTo(400);
        assertThat(named.body()).contains("the author has 101 characters");
        assertThat(reasoned.statusCode()).isEqualTo(400);
        assertThat(reasoned.body()).contains("the reason has 1001 characters");
    }
}
