package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.ops.bench.StreamBench.StreamRun;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.measure.StreamTotals;
import dev.winnow.topology.microbatch.BatchTotals;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamBenchReportTest {

    private final StreamBenchReport report =
            new StreamBenchReport(1_000, new EngineConfig(2, PrecisionChoice.FP32), Duration.ofMillis(20));

    private static StreamRun run(double seconds) {
        return new StreamRun(
                seconds, new BatchTotals(50, 1_000, 40_000, 1_500_000), new StreamTotals(1_001, 1_001, 0, 0, 34, 87));
    }

    @Test
    void shouldCompareEveryRoundWithItsOwnEngine() throws IOException {
        // Given
        report.engine(4);
        report.stream(1, 4, run(5), Optional.empty());
        report.stream(32, 4, run(8), Optional.empty());
        report.engine(8);
        report.stream(1, 8, run(10), Optional.empty());
        report.stream(32, 8, run(10), Optional.empty());

        // When
        JsonNode json = new ObjectMapper().readTree(report.json());

        // Then
        assertThat(json.path("engineDocumentsPerSecond").asDouble()).isEqualTo(187.5);
        JsonNode one = json.path("streams").path(0);
        assertThat(one.path("partitions").asInt()).isEqualTo(1);
        assertThat(one.path("documentsPerSecond").asDouble()).isEqualTo(150);
        assertThat(one.path("ratio").asDouble()).isEqualTo(0.8);
        JsonNode many = json.path("streams").path(1);
        assertThat(many.path("leastRatio").asDouble()).isEqualTo(0.5);
        assertThat(many.path("mostRatio").asDouble()).isEqualTo(0.8);
        assertThat(many.path("meanBatchDocuments").asDouble()).isEqualTo(20);
    }

    @Test
    void shouldSetTheAgeOfRecordsBesideLingerAndThreeBatches() throws IOException {
        // Given
        report.engine(4);
        report.stream(4, 4, run(5), Optional.empty());
        report.load(4, 100, run(20));

        // When
        JsonNode load = new ObjectMapper()
                .readTree(report.json())
                .path("streams")
                .path(0)
                .path("load");

        // Then
        assertThat(load.path("p99AgeMillis").asInt()).isEqualTo(87);
        assertThat(load.path("meanBatchMillis").asDouble()).isEqualTo(30);
        assertThat(load.path("boundMillis").asDouble()).isEqualTo(20 + 3 * 30);
        assertThat(report.table().lines().skip(2))
                .containsExactly(
                        "partitions  documents/s   least to most  of the engine   least to most  engine busy  documents a batch",
                        "         4          200     200 to 200             0.80   0.80 to 0.80          0.15               20.0",
                        "partitions  documents/s  p50 age ms  p99 age ms  batch ms  linger + 3 batches",
                        "         4          100          34          87      30.0               110.0");
    }

    @Test
    void shouldCompareEachRunWithTheSameRoundsRunThatHadTheConsoleOpen() throws IOException {
        // Given
        report.engine(4);
        report.stream(4, 4, run(5), Optional.of(run(10)));
        report.engine(4);
        report.stream(4, 4, run(6), Optional.of(run(5)));
        report.engine(4);
        report.stream(4, 4, run(9), Optional.of(run(10)));

        // When
        JsonNode console = new ObjectMapper()
                .readTree(report.json())
                .path("streams")
                .path(0)
                .path("console");

        // Then
        assertThat(console.path("leastRatio").asDouble()).isEqualTo(0.5);
        assertThat(console.path("ratio").asDouble()).isEqualTo(0.9);
        assertThat(console.path("mostRatio").asDouble()).isEqualTo(1.2);
        assertThat(report.table()).contains("         4                  0.900   0.500 to 1.200");
    }
}
