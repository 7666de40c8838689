package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.encoder.Precision;
import dev.winnow.ops.bench.scale.ScaleBench;
import dev.winnow.ops.bench.scale.ScaleReport;
import dev.winnow.ops.bench.scale.Setting;
import dev.winnow.ops.bench.start.InstanceForm;
import dev.winnow.ops.bench.start.StartBench;
import dev.winnow.ops.bench.start.StartReport;
import dev.winnow.ops.bench.stream.ResultCounter;
import dev.winnow.ops.bench.stream.StreamTopics;
import dev.winnow.ops.bench.stream.Tally;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The benchmarks of scale against the shared broker. */
class ScaleBenchTest {

    private static final List<String> TEXTS =
            List.of("a quiet morning", "the train is late again, who would have thought");

    @Test
    void shouldMeasureWhatADocumentCostsAndCountEachOfThem() throws IOException {
        // Given
        WinnowConfig config = WinnowConfig.defaults().toBuilder()
                .pipelines(List.of(new PipelineConfig(Models.BUNDLE, "in", "out")))
                .build();
        ScaleReport report = new ScaleReport("tiny");

        // When
        new ScaleBench(config, Models.shared(), Services.bootstrapServers(), TEXTS, 50)
                .run(List.of(new Setting(301, 2, 1)), 1, report, (done, total, note) -> {});

        // Then
        JsonNode json = new ObjectMapper().readTree(report.json());
        JsonNode row = json.path("rows").path(0);
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(row.path("lost").asInt()).isZero();
        assertThat(row.path("doubled").asInt()).isZero();
        double wallMillis = 1e3 / row.path("documentsPerSecond").asDouble();
        assertThat(row.path("engineMillis").asDouble())
                .as("one worker cannot compute for longer than the run takes")
                .isBetween(0.05 * wallMillis, wallMillis);
        assertThat(row.path("streamMillis").asDouble()).isPositive();
        assertThat(json.path("inputBytesPerDocument").asDouble())
                .as("text, id twice, and what Avro and the registry add")
                .isBetween(30.0, 80.0);
    }

    @Test
    void shouldFindWhatIsMissingAndWhatIsTwice() {
        // Given: results of the documents 0, 1, 1 and 3
        StreamTopics topics = StreamTopics.create(Services.bootstrapServers(), "gap-" + UUID.randomUUID(), 2);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Services.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String document : List.of("0", "1", "1", "3")) {
                var unused = producer.send(new ProducerRecord<>(topics.run() + "-classifications", document, "label"));
            }
        }

        // When
        try (ResultCounter results = new ResultCounter(topics)) {
            boolean all = results.reaches(4, Duration.ofMillis(500));
            Tally tally = results.total();

            // Then
            assertThat(all).isFalse();
            assertThat(tally.lost(4)).isEqualTo(1);
            assertThat(tally.doubled()).isEqualTo(1);
            assertThatThrownBy(() -> results.await(3)).hasMessageContaining("1 of them more than one");
        }
    }

    @Test
    void shouldStartAnInstanceAndLookAtIt() throws IOException {
        // Given
        StartReport report = new StartReport(TEXTS.size());
        InstanceForm form = new InstanceForm(List.of("topics"), Precision.FP32, 1);

        // When
        new StartBench(Services.bootstrapServers(), TEXTS).run(List.of(form), 1, report, (done, total) -> {});

        // Then
        JsonNode row = new ObjectMapper().readTree(report.json()).path("rows").path(0);
        assertThat(row.path("readySeconds").asDouble()).isBetween(0.5, 60.0);
        assertThat(row.path("firstResultSeconds").asDouble())
                .isGreaterThanOrEqualTo(row.path("readySeconds").asDouble());
        assertThat(row.path("readyMiB").asDouble())
                .as("the weights alone are 85 MiB in fp32")
                .isGreaterThan(150);
    }
}
