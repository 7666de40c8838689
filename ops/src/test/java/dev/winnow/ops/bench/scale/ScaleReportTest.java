package dev.winnow.ops.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ScaleReportTest {

    private final ScaleReport report = new ScaleReport("a model");

    /** Of these milliseconds for a document half are the engine's; a quarter more is the JVM's, and broker and bench take 1 ms. */
    private static Measured run(int documents, double seconds, double millis, long lost, long doubled) {
        long half = (long) (documents * millis * 1e6 / 2);
        ProcessorTime used = new ProcessorTime(half, half, documents * 400_000L, documents * 600_000L, half / 2);
        return new Measured(documents, seconds, used, 20, 50 << 20, lost, doubled, documents * 300L, documents * 150L);
    }

    @Test
    void shouldSayWhetherTheCostIsFlatRoundByRound() throws IOException {
        // Given: the machine is half as fast in the second round
        report.add(new Setting(1_000, 4, 1), run(1_000, 2, 2, 0, 0));
        report.add(new Setting(4_000, 4, 1), run(4_000, 8, 2.2, 0, 0));
        report.add(new Setting(4_000, 4, 2), run(4_000, 4, 2, 0, 0));
        report.add(new Setting(1_000, 4, 1), run(1_000, 4, 4, 0, 0));
        report.add(new Setting(4_000, 4, 1), run(4_000, 16, 4.8, 0, 0));
        report.add(new Setting(4_000, 4, 2), run(4_000, 10, 4, 0, 0));

        // When
        JsonNode json = new ObjectMapper().readTree(report.json());

        // Then
        JsonNode documents = json.path("slopes").path(0);
        assertThat(documents.path("axis").asText()).isEqualTo("documents");
        assertThat(documents.path("from").asInt()).isEqualTo(1_000);
        assertThat(documents.path("to").asInt()).isEqualTo(4_000);
        assertThat(documents.path("leastRatio").asDouble()).isCloseTo(1.1, within(1e-9));
        assertThat(documents.path("mostRatio").asDouble()).isCloseTo(1.2, within(1e-9));
        JsonNode workers = json.path("slopes").path(1);
        assertThat(workers.path("axis").asText()).isEqualTo("workers");
        assertThat(workers.path("leastRatio").asDouble()).isCloseTo(1.6, within(1e-9));
        assertThat(workers.path("mostRatio").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(json.path("slopes")).hasSize(2);
    }

    @Test
    void shouldCountTheJvmButNotTheBrokerToTheInstance() throws IOException {
        // When
        report.add(new Setting(1_000, 4, 1), run(1_000, 2, 2, 0, 0));

        // Then
        JsonNode row = new ObjectMapper().readTree(report.json()).path("rows").path(0);
        assertThat(row.path("instanceMillis").asDouble()).isCloseTo(2.5, within(1e-9));
        assertThat(row.path("brokerMillis").asDouble()).isCloseTo(0.6, within(1e-9));
        assertThat(row.path("documentsPerSecond").asDouble()).isEqualTo(500);
        assertThat(report.table()).contains("     1000          4       1         500");
    }

    @Test
    void shouldFailWhereADocumentIsLostOrDoubled() {
        // Given
        ScaleReport lost = new ScaleReport("a model");
        ScaleReport doubled = new ScaleReport("a model");

        // When
        report.add(new Setting(10, 1, 1), run(10, 1, 1, 0, 0));
        lost.add(new Setting(10, 1, 1), run(10, 1, 1, 1, 0));
        doubled.add(new Setting(10, 1, 1), run(10, 1, 1, 0, 1));

        // Then
        assertThat(report.complete()).isTrue();
        assertThat(lost.complete()).isFalse();
        assertThat(doubled.complete()).isFalse();
    }
}
