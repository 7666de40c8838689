package dev.winnow.ops.image;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What {@code docker-compose.yml} promises: up, documents in, results out, stopped without loss. */
@Testcontainers(disabledWithoutDocker = true)
class ComposeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int DOCUMENTS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldClassifyAndStopCleanly() throws IOException {
        int kafka = freePort();
        try (Compose compose = Compose.withPorts(kafka, freePort())) {
            // Given
            compose.up();
            Awaitility.await().atMost(PATIENCE).until(() -> compose.health("winnow"), "healthy"::equals);

            // When
            send("localhost:" + kafka);
            List<JsonNode> results = receive("localhost:" + kafka);
            compose.stop();

            // Then
            assertThat(ids(results)).containsExactlyInAnyOrderElementsOf(sentIds());
            assertThat(results)
                    .allSatisfy(result -> assertThat(probabilities(result)).isBetween(0.999, 1.001));
            assertThat(exitCodes(compose)).isEqualTo(Map.of("topics", 0, "schemas", 0, "winnow", 0));
            assertThat(compose.logs("winnow")).contains("winnow: ready").doesNotContain("ERROR");
        }
    }

    private static void send(String bootstrapServers) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (String id : sentIds()) {
                String value = JSON.createObjectNode()
                        .put("id", id)
                        .put("text", "a quiet morning")
                        .toString();
                var unused = producer.send(new ProducerRecord<>("documents", id, value));
            }
        }
    }

    private static List<JsonNode> receive(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "reader",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<JsonNode> results = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("classifications"));
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> results.add(parse(record.value())));
                return results.size() >= DOCUMENTS;
            });
            // Whatever comes twice comes now.
            consumer.poll(Duration.ofSeconds(1)).forEach(record -> results.add(parse(record.value())));
        }
        return results;
    }

    private static JsonNode parse(String value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> sentIds() {
        return IntStream.range(0, DOCUMENTS).mapToObj(n -> "document-" + n).toList();
    }

    private static List<String> ids(List<JsonNode> results) {
        return results.stream()
                .map(result -> result.path("documentId").asText())
                .toList();
    }

    private static double probabilities(JsonNode result) {
        double sum = 0;
        for (JsonNode probability : result.path("probabilities")) {
            sum += probability.asDouble();
        }
        return sum;
    }

    private static Map<String, Integer> exitCodes(Compose compose) {
        return Stream.of("topics", "schemas", "winnow").collect(toMap(service -> service, compose::exitCode));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
