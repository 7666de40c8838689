package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.ManagementConfig;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may be, how many of them, and what an answer tells. */
class RequestsTest extends AccessFixture {
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
}
