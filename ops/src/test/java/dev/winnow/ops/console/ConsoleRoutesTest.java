package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.ConsoleConfig;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.measure.StreamCounters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's server before there is a stream: nothing of it may need one. */
class ConsoleRoutesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final WinnowConfig CONFIG = WinnowConfig.defaults().toBuilder()
            .management(ManagementConfig.at("127.0.0.1:0"))
            .console(new ConsoleConfig(true, false, ""))
            .build();
    private static final Console CONSOLE = Console.start(
            CONFIG, new Vitals(() -> new AppState.Joining(), Optional::empty, new StreamCounters()::totals));
    private static final ManagementServer SERVER =
            ManagementServer.start(CONFIG.management(), new ConsoleRoutes(CONSOLE));

    @AfterAll
    static void stop() {
        SERVER.close();
        CONSOLE.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(SERVER.url() + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console", "/console/app.js", "/console/console.css", "/console/shades.css", "/console/icon.svg"
            })
    void shouldServeThePage(String path) throws Exception {
        // When
        HttpResponse<String> response = get(path);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty().doesNotContainPattern("<script>|style=\"|https?://(?!www\\.w3\\.org)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/Console.class", "/console/..%2flogback.xml", "/console/app.js.map", "/console/api/none"
            })
    void shouldServeNothingElse(String path) throws Exception {
        // When / Then
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void shouldSayWhatThereIs() throws Exception {
        // When
        JsonNode setup = new ObjectMapper().readTree(get("/console/api/setup").body());

        // Then
        assertThat(setup.get("texts").asBoolean()).isFalse();
        JsonNode bundle = setup.get("bundles").get(0);
        assertThat(bundle.get("bundle").asText()).isEqualTo("moderation");
        assertThat(bundle.get("labels")).hasSize(3);
        assertThat(bundle.get("calibration").get("points").get(0).get("offset").asDouble())
                .isEqualTo(-1);
    }

    @Test
    void shouldKnowNoOtherBundle() throws Exception {
        // When / Then
        assertThat(get("/console/api/history?bundle=none").statusCode()).isEqualTo(404);
        assertThat(get("/console/api/history").statusCode()).isEqualTo(404);
        assertThat(get("/console/api/history?bundle=moderation&range=6h").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAReplayOfNothing() throws Exception {
        // When
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(SERVER.url() + "/console/api/letters/none/replay"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("PARTITION@OFFSET");
    }

    @Test
    void shouldTellEverySecondHowItIs() throws Exception {
        // When
        HttpResponse<Stream<String>> events = CLIENT.send(
                HttpRequest.newBuilder(URI.create(SERVER.url() + "/console/api/live"))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines());

        // Then
        try (var lines = events.body()) {
            String data = lines.filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("data: ".length());
            JsonNode tick = new ObjectMapper().readTree(data);
            assertThat(tick.get("process").get("state").asText()).isEqualTo("joining");
            assertThat(tick.get("bundles").get(0).get("figures").get("p99").isNull())
                    .isTrue();
        }
    }

    @Test
    void shouldNotWaitForABrokerForLong() {
        // Given
        try (BrokerQuestions broker = new BrokerQuestions()) {
            // When / Then
            assertThatThrownBy(() ->
                            broker.run(() -> new CountDownLatch(1).await(1, TimeUnit.MINUTES), Duration.ofMillis(50)))
                    .isInstanceOf(BrokerQuestions.UnansweredException.class)
                    .hasMessageContaining("in time");
        }
    }
}
