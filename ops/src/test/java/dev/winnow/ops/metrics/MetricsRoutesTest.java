package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.management.ManagementServer;
import dev.winnow.topology.config.ManagementConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsRoutesTest {

    @Test
    void shouldAnswerInTheFormatOfPrometheus() throws IOException, InterruptedException {
        try (Metrics metrics = MetricsFixture.metrics();
                ManagementServer server =
                        ManagementServer.start(ManagementConfig.at("127.0.0.1:0"), new MetricsRoutes(metrics))) {
            // When
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(Scrape.of(response.body()).value("winnow_results_total", Map.of("label", "odd")))
                    .isEqualTo(2);
        }
    }
}
