package dev.winnow.ops.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a server that wants a token and has metrics, which another implementation of HTTP plays. */
class TopCommandTest {
    private static final String READY = "{\"healthy\":true,\"state\":\"running\",\"reason\":\"\",\"since\":\"\"}";
    private static final String KNOB = """
            {"controlTopic":null,"bundles":[{"bundle":"moderation","mode":"configured","offset":0.25,"unheardOf":1,
             "load":{"arrivalsPerSecond":12.0,"servedPerSecond":11.5,"pending":4,"unread":96,"oldestAgeMillis":70}}]}
            """;

    @TempDir
    private Path folder;

    private final AtomicInteger scrapes = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = List.of("Bearer a secret of twenty")
                    .equals(exchange.getRequestHeaders().get("Authorization"));
            byte[] body = answer(exchange.getRequestURI().getPath()).getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** A hundred more results each time, all between 100 and 200 ms old. */
    private String answer(String path) {
        return switch (path) {
            case "/readyz" -> READY;
            case "/knob" -> KNOB;
            default -> {
                int results = 100 * scrapes.incrementAndGet();
                yield """
                        winnow_age_seconds_bucket{bundle="moderation",input="comments",le="0.1"} 0
                        winnow_age_seconds_bucket{bundle="moderation",input="comments",le="0.2"} %d
                        winnow_age_seconds_bucket{bundle="moderation",input="comments",le="+Inf"} %<d
                        winnow_dead_letters_total{bundle="moderation",input="comments",stage="infer"} 3
                        """.formatted(results);
            }
        };
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private String token() throws IOException {
        return Files.writeString(folder.resolve("token"), "a secret of twenty\n")
                .toString();
    }

    @Test
    void shouldPrintWhatThereIsWhenPiped() throws IOException {
        // When
        Cli result = Cli.run("top", "--instance", url(), "--token-file", token());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().map(String::strip))
                .element(3)
                .asString()
                .startsWith(url())
                .containsSubsequence(
                        "moderation", "running", "12", "12", "100", "70ms", "199ms", "0.25", "configured", "3");
        assertThat(result.out()).contains("1 instance: 1 ready, 0 away").doesNotContain("\u001b", "a secret");
    }

    @Test
    void shouldPrintOneObjectForPrograms() throws IOException {
        // When
        Cli result = Cli.run("top", "--json", "--once", "--instance", "http://" + url(), "--token-file", token());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.json().get("instances"))
                .asString()
                .contains("state=running", "bundle=moderation", "deadLetters=3.0")
                .doesNotContain("served=", "offsets=");
    }

    @Test
    void shouldShowTheTokenOfTheConfigurationToItsOwnInstance() {
        // When
        Cli result = Cli.run(
                "top",
                "--once",
                "--set",
                "management.listen=" + url(),
                "--set",
                "management.read-token=a secret of twenty");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("1 instance: 1 ready, 0 away").doesNotContain("a secret");
    }

    @Test
    void shouldSayThatAnotherTokenIsWanted() {
        // When
        Cli result = Cli.run("top", "--once", "--instance", url());

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("away", "it wants another token (status 401)");
    }

    @Test
    void shouldShowInstancesThatAreAwayAndNotFail() {
        // When
        Cli result = Cli.run("top", "--set", "management.listen=0.0.0.0:1");

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("127.0.0.1:1", "away", "it does not answer: nothing listens there");
    }

    @Test
    void shouldRefuseWhatIsNoAddress() {
        // When
        Cli result = Cli.run("top", "--instance", "ftp://somewhere");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'ftp://somewhere' is no address such as http://127.0.0.1:9464");
    }

    @Test
    void shouldRefuseAnEmptyToken() throws IOException {
        // Given
        Path empty = Files.createFile(folder.resolve("empty"));

        // When
        Cli result = Cli.run("top", "--once", "--instance", url(), "--token-file", empty.toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("must hold one line, the token");
    }
}
