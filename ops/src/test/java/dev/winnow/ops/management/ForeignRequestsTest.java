package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.ManagementConfig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a page of somebody else, a rebound name or an unknown proxy sends. */
class ForeignRequestsTest extends AccessFixture {
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
}
