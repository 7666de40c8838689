package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.management.access.Access;
import dev.winnow.topology.config.ManagementConfig;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that others can reach, with both tokens; asked by another HTTP implementation, or byte by byte. */
class AccessTest {
    private static final String OPERATE = "operate-token-of-a-test";
    private static final String READ = "read-token-of-a-test";
    private static final String EXPOSED = "0.0.0.0:0";
    private static final List<String> CHUNKED = List.of(
            "POST /change HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "",
            "5",
            "{\"val",
            "");

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger changes = new AtomicInteger();
    private final Queue<SseClient> streams = new ConcurrentLinkedQueue<>();
    private final List<ManagementServer> servers = new ArrayList<>();

    /** What may be changed. */
    record Change(int value) {}

    private ManagementServer start(ManagementConfig config) {
        ManagementServer server = ManagementServer.start(config, this::addRoutes, new AuditRoutes(Optional::empty));
        servers.add(server);
        return server;
    }

    private void addRoutes(RouteTable table) {
        table.get("/open", Access.OPEN, context -> context.result("open"));
        table.get("/figures", Access.READ, context -> context.result("figures"));
        table.get("/texts", Access.TEXTS, context -> context.result("texts"));
        table.get("/broken", Access.OPEN, context -> {
            throw new IllegalArgumentException("secret detail");
        });
        table.post("/change", Access.OPERATE, context -> {
            Change change = JsonBody.read(context, Change.class);
            changes.addAndGet(change.value());
            AuditTrail.describe(context, "to " + change.value());
            JsonBody.answer(context, change);
        });
        table.events("/events", Access.READ, stream -> {
            stream.keepAlive();
            stream.sendEvent("state", "running");
            streams.add(stream);
        });
    }

    private static ManagementConfig config(String operate, String read) {
        return new ManagementConfig(EXPOSED, "", operate, "", read, "");
    }

    @AfterEach
    void close() {
        servers.forEach(ManagementServer::close);
    }

    private static HttpRequest.Builder to(ManagementServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder change(ManagementServer server, String body) {
        return to(server, "/change").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 200, 401, 401, 401",
        "read, 200, 200, 200, 403",
        "operate, 200, 200, 200, 200",
    })
    void shouldAskForTokens(String role, int open, int figures, int texts, int change) throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));
        String[] header = {"Authorization", "Bearer " + (role.equals("read") ? READ : OPERATE)};
        HttpRequest.Builder[] requests = {
            to(server, "/open"), to(server, "/figures"), to(server, "/texts"), change(server, "{\"value\":1}")
        };
        List<Integer> statuses = new ArrayList<>();

        // When
        for (HttpRequest.Builder request : requests) {
            statuses.add(
                    send(role.isEmpty() ? request : request.headers(header)).statusCode());
        }

        // Then
        assertThat(statuses).containsExactly(open, figures, texts, change);
        assertThat(changes).hasValue(change == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "QUERY"})
    void shouldBeNoWayAroundByAnotherMethod(String method) throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));

        // When
        HttpResponse<String> response = send(to(server, "/figures").method(method, BodyPublishers.noBody()));

        // Then
        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(response.body()).doesNotContain("figures");
    }

    @Test
    void shouldAnswerProbesThatAskForNoBody() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));

        // When
        HttpResponse<String> probe = send(to(server, "/open").method("HEAD", BodyPublishers.noBody()));
        HttpResponse<String> stream = send(to(server, "/events").method("HEAD", BodyPublishers.noBody()));

        // Then
        assertThat(probe.statusCode()).isEqualTo(200);
        assertThat(stream.statusCode()).isEqualTo(401);
    }

    @Test
    void shouldChangeNothingWithoutAnOperateTokenThatOthersCannotGuess() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at(EXPOSED));

        // When
        HttpResponse<String> refused = send(change(server, "{\"value\":1}"));
        HttpResponse<String> texts = send(to(server, "/texts"));

        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).get("error").asText()).contains("management.operate-token");
        assertThat(texts.statusCode()).isEqualTo(403);
        assertThat(send(to(server, "/figures")).statusCode()).isEqualTo(200);
        assertThat(changes).hasValue(0);
    }

    @Test
    void shouldLetAPersonAtTheMachineBegin() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));

        // When
        HttpResponse<String> changed = send(change(server, "{\"value\":7}"));

        // Then
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changes).hasValue(7);
        assertThat(send(to(server, "/texts")).statusCode()).isEqualTo(200);
        assertThat(json(send(to(server, "/session"))).get("operates").asBoolean())
                .isTrue();
    }

    @Test
    void shouldExchangeATokenForASession() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));

        // When
        HttpResponse<String> login = send(to(server, "/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + OPERATE + "\"}")));
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        String[] header = {"Cookie", cookie.split(";", 2)[0]};
        HttpResponse<String> changed = send(change(server, "{\"value\":1}").headers(header));
        HttpResponse<String> rights = send(to(server, "/session").headers(header));
        HttpResponse<String> logout =
                send(to(server, "/session").headers(header).DELETE());
        HttpResponse<String> after = send(change(server, "{\"value\":1}").headers(header));

        // Then
        assertThat(login.statusCode()).isEqualTo(204);
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure", OPERATE);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(rights).get("role").asText()).isEqualTo("operate");
        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(after.statusCode()).isEqualTo(401);
    }

    @Test
    void shouldMarkCookiesAndAnswersBehindAProxyWithTls() throws Exception {
        // Given
        ManagementServer server =
                start(new ManagementConfig("127.0.0.1:0", "https://winnow.example.org", OPERATE, "", "", ""));

        // When
        HttpResponse<String> login = send(to(server, "/session")
                .headers("Content-Type", "application/json", "Origin", "https://winnow.example.org")
                .POST(BodyPublishers.ofString("{\"token\":\"" + OPERATE + "\"}")));

        // Then
        assertThat(login.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
        assertThat(login.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(send(change(server, "{\"value\":1}")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://elsewhere.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void shouldTakeNoChangesFromOtherSites(String header) throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));
        String[] parts = header.split(": ", 2);

        // When
        HttpResponse<String> response = send(change(server, "{\"value\":1}").header(parts[0], parts[1]));

        // Then
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).get("error").asText()).contains("another site");
        assertThat(changes).hasValue(0);
    }

    @Test
    void shouldNotAnswerUnderAStrangersName() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));

        // When
        String rebound = raw(server, "GET /figures HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n");
        String own = raw(server, "GET /figures HTTP/1.1\r\nHost: localhost:8000\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(rebound).startsWith("HTTP/1.1 403").doesNotContain("figures\r\n");
        assertThat(own).startsWith("HTTP/1.1 200").endsWith("figures");
    }

    @Test
    void shouldSayWhatIsWrongWithARequest() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));
        HttpRequest.Builder form = to(server, "/change")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("value=1"));

        // When / Then
        assertThat(send(form).statusCode()).isEqualTo(415);
        assertThat(send(to(server, "/change").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(415);
        assertThat(send(change(server, "{\"value\":" + "1".repeat(5_000) + "}")).statusCode())
                .isEqualTo(413);
        assertThat(send(change(server, "{\"value\":\"much\"}")).statusCode()).isEqualTo(400);
        assertThat(send(change(server, "{\"value\":1,\"force\":true}")).statusCode())
                .isEqualTo(400);
        assertThat(send(change(server, "null")).statusCode()).isEqualTo(400);
        assertThat(send(to(server, "/change")).statusCode()).isEqualTo(405);
        assertThat(json(send(to(server, "/nowhere"))).get("status").asInt()).isEqualTo(404);
        assertThat(raw(server, String.join("\r\n", CHUNKED))).startsWith("HTTP/1.1 411");
        assertThat(changes).hasValue(0);
    }

    @Test
    void shouldKeepItsTroublesToItself() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));

        // When
        HttpResponse<String> broken = send(to(server, "/broken"));
        String malformed = raw(server, "GET / HTTP/1.1\r\nHost: localhost\r\nBroken\u0000Header: x\r\n\r\n");

        // Then
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).isEqualTo("{\"status\":500,\"error\":\"failed; the log says why\"}");
        assertThat(malformed)
                .startsWith("HTTP/1.1 400")
                .contains("{\"status\":400", "Content-Security-Policy")
                .doesNotContain("etty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/figures", "/nowhere", "/broken", "/change"})
    void shouldTellBrowsersWhatTheyMayDo(String path) throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));

        // When
        HttpResponse<String> response = send(to(server, path));

        // Then
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().map())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
                .containsEntry("cache-control", List.of("no-store"))
                .doesNotContainKeys("server", "strict-transport-security", "access-control-allow-origin");
    }

    @Test
    void shouldLetGuessersWait() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));
        List<Integer> statuses = new ArrayList<>();

        // When
        for (int guess = 0; guess < 5; guess++) {
            statuses.add(send(to(server, "/figures").header("Authorization", "Bearer guess-" + guess))
                    .statusCode());
        }
        HttpResponse<String> right = send(to(server, "/figures").header("Authorization", "Bearer " + READ));

        // Then
        assertThat(statuses).containsExactly(401, 401, 401, 401, 429);
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldWriteDownWhoChangedWhatAndWhoWasRefused() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));
        String[] operate = {"Authorization", "Bearer " + OPERATE};

        // When
        send(change(server, "{\"value\":3}").headers(operate));
        send(change(server, "{\"value\":4}").header("Authorization", "Bearer " + READ));
        send(change(server, "{\"value\":5}").header("Authorization", "Bearer wrong-token-of-a-test"));
        send(to(server, "/figures").headers(operate));
        HttpResponse<String> audit = send(to(server, "/audit").headers(operate));

        // Then
        JsonNode changed = json(audit).get("changes");
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).get("who").asText()).isEqualTo("operate");
        assertThat(changed.get(0).get("from").asText()).isEqualTo("127.0.0.1");
        assertThat(changed.get(0).get("request").asText()).isEqualTo("POST /change");
        assertThat(changed.get(0).get("what").asText()).isEqualTo("to 3");
        JsonNode refused = json(audit).get("refusals");
        assertThat(refused).hasSize(2);
        assertThat(refused.get(0).get("reason").asText()).isEqualTo("wrong token");
        assertThat(refused.get(1).get("who").asText()).isEqualTo("read");
        assertThat(refused.get(1).get("status").asInt()).isEqualTo(403);
        assertThat(audit.body()).doesNotContain(OPERATE, READ, "wrong-token-of-a-test");
    }

    @Test
    void shouldKeepSessionsOutOfTheListOfChanges() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));
        String[] operate = {"Authorization", "Bearer " + OPERATE};

        // When
        send(change(server, "{\"value\":3}").headers(operate));
        HttpResponse<String> nobody = send(to(server, "/session").DELETE());
        HttpResponse<String> login = send(login(server, READ));
        HttpResponse<String> missing = send(login(server, "a-wrong-token-of-a-test"));
        JsonNode audit = json(send(to(server, "/audit").headers(operate)));

        // Then
        assertThat(nobody.statusCode()).isEqualTo(204);
        assertThat(login.statusCode()).isEqualTo(204);
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(audit.get("changes")).hasSize(1);
        assertThat(audit.get("changes").get(0).get("what").asText()).isEqualTo("to 3");
        assertThat(audit.get("refusals")).isEmpty();
    }

    private static HttpRequest.Builder login(ManagementServer server, String token) {
        return to(server, "/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
    }

    @Test
    void shouldCountWhatItRefusesAtOnce() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));
        HttpRequest.Builder noJson = to(server, "/change").POST(BodyPublishers.noBody());

        // When
        int first = send(noJson).statusCode();
        int last = first;
        for (int more = 0; more < 5_000 && last != 429; more++) {
            last = send(noJson).statusCode();
        }

        // Then
        assertThat(first).isEqualTo(415);
        assertThat(last).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 10.0.0.9", "Forwarded: for=10.0.0.9", "X-Real-IP: 10.0.0.9"})
    void shouldNotTakeAProxysCallersForItsOwn(String header) throws Exception {
        // Given
        ManagementServer untold = start(ManagementConfig.at("127.0.0.1:0"));
        ManagementServer told =
                start(new ManagementConfig("127.0.0.1:0", "https://winnow.example.org", OPERATE, "", "", ""));
        String[] parts = header.split(": ", 2);

        // When
        HttpResponse<String> refused = send(to(untold, "/figures").headers(parts));
        HttpResponse<String> taken = send(to(told, "/figures").headers(parts));

        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).get("error").asText()).contains("management.public-url");
        assertThat(taken.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeTheCookiesOfAllThatListensHere() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));

        // When
        HttpResponse<String> response = send(to(server, "/figures").header("Cookie", "other=" + "x".repeat(6_000)));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBoundEventStreamsAndNoticeThoseThatEnd() throws Exception {
        // Given
        ManagementServer server = start(ManagementConfig.at("127.0.0.1:0"));
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < EventStreams.MOST; i++) {
            HttpResponse<InputStream> stream = client.send(events(server).build(), BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            open.add(stream.body());
        }

        // When
        HttpResponse<InputStream> tooMany = client.send(events(server).build(), BodyHandlers.ofInputStream());
        open.get(0).close();

        // Then
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(send(to(server, "/figures")).statusCode())
                .as("streams hold no thread")
                .isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            streams.forEach(stream -> stream.sendComment("still there"));
            HttpResponse<InputStream> again = client.send(events(server).build(), BodyHandlers.ofInputStream());
            again.body().close();
            return again.statusCode() == 200;
        });
        for (InputStream stream : open) {
            stream.close();
        }
    }

    private static HttpRequest.Builder events(ManagementServer server) {
        return to(server, "/events").header("Accept", "text/event-stream");
    }

    @Test
    void shouldReadTokensFromFiles(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("operate"), OPERATE + "\n");
        Path brief = Files.writeString(folder.resolve("brief"), "too-short\n");
        ManagementServer server = start(new ManagementConfig(EXPOSED, "", "", file.toString(), "", ""));

        // When / Then
        assertThat(send(change(server, "{\"value\":1}").header("Authorization", "Bearer " + OPERATE))
                        .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> start(new ManagementConfig(EXPOSED, "", "", brief.toString(), "", "")))
                .hasMessageContaining("management.operate-token-file")
                .hasMessageNotContaining("too-short");
        assertThatThrownBy(() -> start(new ManagementConfig(EXPOSED, "", "", "", "", folder + "/none")))
                .hasMessageContaining("management.read-token-file", "cannot be read");
    }

    private static String raw(ManagementServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
