package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.knob.KnobRoutes;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.ControlTopicState;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.knob.Refusal;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.shadow.AgreementCount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as it is, asked by another HTTP implementation. */
class ManagementServerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<AppState> state = new AtomicReference<>(new AppState.Joining());
    private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<KnobsReport>> knobs = new AtomicReference<>(Optional.empty());
    private final ManagementServer server = ManagementServer.start(
            ManagementConfig.at("127.0.0.1:0"),
            new HealthRoutes(state::get, trouble::get),
            new KnobRoutes(WinnowConfig.defaults(), knobs::get),
            new AuditRoutes(knobs::get));

    @AfterEach
    void close() {
        server.close();
    }

    private static AppState named(String name) {
        return switch (name) {
            case "starting" -> new AppState.Starting("checking topics");
            case "warming-up" -> new AppState.WarmingUp("moderation");
            case "joining" -> new AppState.Joining();
            case "running" -> new AppState.Running(NOON);
            case "degraded" -> new AppState.Degraded(NOON, "the model fails", NOON.plusSeconds(8));
            case "draining" -> new AppState.Draining(NOON, NOON.plusSeconds(30));
            case "stopped" -> new AppState.Stopped(1, Optional.empty());
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "starting,   503, 503, 200",
        "warming-up, 503, 503, 200",
        "joining,    503, 503, 200",
        "running,    200, 200, 200",
        "degraded,   503, 200, 200",
        "draining,   503, 200, 200",
        "stopped,    503, 503, 200"
    })
    void shouldAnswerByState(String name, int ready, int startup, int live) throws Exception {
        // Given
        state.set(named(name));

        // When / Then
        assertThat(get("/readyz").statusCode()).as("ready").isEqualTo(ready);
        assertThat(get("/startupz").statusCode()).as("startup").isEqualTo(startup);
        assertThat(get("/livez").statusCode()).as("live").isEqualTo(live);
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        // Given
        state.set(named("degraded"));

        // When
        HttpResponse<String> response = get("/readyz");

        // Then
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        HealthReport report = new ObjectMapper().readValue(response.body(), HealthReport.class);
        assertThat(report).isEqualTo(new HealthReport(false, "degraded", "the model fails", "2026-11-22T12:00:00Z"));
    }

    @Test
    void shouldSayWhatItsKnobsDo() throws Exception {
        // Given
        HttpResponse<String> early = get("/knob");
        knobs.set(Optional.of(report()));

        // When
        HttpResponse<String> response = get("/knob");

        // Then
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(early.body()).get("bundles")).isEmpty();
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode knob = json.readTree(response.body()).get("bundles").get(0);
        assertThat(knob.get("mode").asText()).isEqualTo("manual");
        assertThat(knob.get("offset").asDouble()).isEqualTo(0.25);
        assertThat(knob.get("live").get("documents").asInt()).isEqualTo(200);
        assertThat(knob.get("live").get("agreement").asDouble()).isEqualTo(0.95);
        assertThat(knob.get("live").get("low").asDouble()).isBetween(0.9, 0.95);
        assertThat(knob.get("expectedAccuracy").isNull()).isTrue();
        assertThat(knob.get("policy").get("manualUntil").asText()).isEqualTo("2026-11-22T12:10:00Z");
        assertThat(knob.get("refusal").get("recordOffset").asLong()).isEqualTo(17);
        assertThat(knob.get("load").isNull()).isTrue();
        assertThat(json.readTree(response.body())
                        .get("controlTopic")
                        .get("readable")
                        .asBoolean())
                .isTrue();
    }

    private static KnobsReport report() {
        ManualOffset manual = new ManualOffset(new DeltaOffset(0.25), Optional.of(NOON.plusSeconds(600)));
        return new KnobsReport(
                new ControlTopicState("winnow-control", true, "", NOON),
                List.of(new KnobStatus(
                        "moderation",
                        new Policy.Mode.Manual(manual),
                        manual.offset(),
                        Optional.empty(),
                        new BatchShape(1_500, Duration.ofMillis(20)),
                        false,
                        NOON,
                        "set by operator",
                        Optional.of(new Policy(Optional.of(manual), Optional.empty(), "operator", "", NOON)),
                        Optional.of(new Refusal("no policy", NOON, 17)),
                        Optional.empty(),
                        Duration.ZERO,
                        new AgreementCount(200, 190))));
    }

    @Test
    void shouldChangeNothing() throws Exception {
        // When
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(server.url() + "/knob"))
                .PUT(HttpRequest.BodyPublishers.ofString("0.5"))
                .build());

        // Then
        assertThat(response.statusCode()).isBetween(400, 499);
    }

    @Test
    void shouldAskForARestartWhenNothingElseHelps() throws Exception {
        // Given
        state.set(named("running"));
        trouble.set(Optional.of("a stream thread hangs"));

        // When
        HttpResponse<String> response = get("/livez");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("a stream thread hangs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/..", "/livez/", "/livez/x", "/WEB-INF/web.xml"})
    void shouldShowNothingElse(String path) throws Exception {
        // When
        HttpResponse<String> response = get(path);

        // Then
        if (response.statusCode() != 200) {
            assertThat(response.statusCode()).isIn(400, 404);
        } else {
            assertThat(path).isEqualTo("/livez/");
        }
        assertThat(response.body()).doesNotContain("etty", "avalin", "href");
    }

    @Test
    void shouldNotSayWhatItIsMadeOf() throws Exception {
        // When / Then
        for (String path : new String[] {"/readyz", "/nowhere"}) {
            assertThat(get(path).headers().map()).doesNotContainKeys("server", "x-powered-by");
        }
    }

    @Test
    void shouldRefuseLargeAndOddRequests() throws Exception {
        // Given
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/readyz"));

        // When / Then
        assertThat(send(request.copy().header("X-Large", "x".repeat(10_000)).build())
                        .statusCode())
                .isEqualTo(431);
        assertThat(send(request.copy()
                                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
                                .build())
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    void shouldSayThatAnAddressIsTaken() {
        // When / Then
        assertThatThrownBy(() -> ManagementServer.start(ManagementConfig.at("127.0.0.1:" + server.port())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("management.listen: 127.0.0.1:" + server.port() + " cannot be used");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
