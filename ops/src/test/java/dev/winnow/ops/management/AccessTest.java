package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.winnow.ops.management.access.Guard;
import dev.winnow.topology.config.ManagementConfig;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who may have what: tokens and sessions. */
class AccessTest extends AccessFixture {
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

    /** Browsers send the cookies of a host to all of its ports. */
    @Test
    void shouldLeaveTheSessionOfAnotherConsoleOnThisHostAlone() throws Exception {
        // Given
        ManagementServer one = start(config(OPERATE, READ));
        ManagementServer two = start(config(OPERATE, READ));
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        // When
        browser.send(login(one, OPERATE).build(), BodyHandlers.discarding());
        browser.send(login(two, OPERATE).build(), BodyHandlers.discarding());
        browser.send(to(two, "/session").DELETE().build(), BodyHandlers.discarding());

        // Then
        assertThat(browser.send(to(one, "/figures").build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.send(to(two, "/figures").build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
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
    void shouldWriteDownAWrongTokenWithoutTheToken() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));
        Logger guard = (Logger) LoggerFactory.getLogger(Guard.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        guard.addAppender(log);
        guard.setLevel(Level.WARN);

        // When
        send(to(server, "/figures").header("Authorization", "Bearer a-guess-of-a-test"));

        // Then
        guard.detachAppender(log);
        guard.setLevel(null);
        assertThat(log.list).singleElement().satisfies(line -> assertThat(
                        line.getFormattedMessage() + line.getKeyValuePairs())
                .contains("a wrong token was shown", "127.0.0.1")
                .doesNotContain("a-guess-of-a-test"));
    }
}
