package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.v1.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose fault it is: the record's, which then goes to the dead letters, or the registry's, which is waited for. */
class RegistryFaultTest {
    private static final byte[] RECORD_OF_SCHEMA_7 = {0, 0, 0, 0, 7, 2, 'a', 2, 'b', 0, 0};
    private static final Document DOCUMENT =
            Document.newBuilder().setId("a").setText("A quiet morning.").build();

    private static RegistrySettings settings(String url) {
        return settings(url, Duration.ofSeconds(10));
    }

    private static RegistrySettings settings(String url, Duration timeout) {
        return new RegistrySettings(url, true, timeout, 10, Map.of());
    }

    private static String urlNobodyListensAt() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void shouldBlameTheRecordForANegativeSchemaIdWithoutAsking() throws IOException {
        // Given
        byte[] record = {0, -1, 0, 0, 7, 2, 'a', 2, 'b', 0, 0};
        try (AvroSerdes serdes = new AvroSerdes(settings(urlNobodyListensAt()));
                Serde<Document> serde = serdes.document()) {
            // When, Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("documents", record))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining("-16777209 is no schema id");
        }
    }

    @ParameterizedTest(name = "status {0} with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"error_code\":50001,\"message\":\"Error in the backend\"}",
                "503 | not even JSON",
                "401 | {\"error_code\":401,\"message\":\"Unauthorized\"}",
                "403 | {\"error_code\":40301,\"message\":\"Forbidden\"}",
                "429 | {\"error_code\":42901,\"message\":\"Too many requests\"}",
                "404 | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
                "404 | <html>no such page</html>",
                "200 | <html>please log in</html>"
            })
    void shouldBlameTheRegistry(int status, String body) throws IOException {
        try (StubRegistry registry = new StubRegistry(status, body);
                AvroSerdes serdes = new AvroSerdes(settings(registry.url()));
                Serde<Document> serde = serdes.document()) {
            // When, Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("documents", RECORD_OF_SCHEMA_7))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("schema 7");
            assertThatThrownBy(() -> serde.serializer().serialize("documents", DOCUMENT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("'documents'");
        }
    }

    @ParameterizedTest(name = "status {0} with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error_code\":40403,\"message\":\"Schema 7 not found\"}",
                "404 | {\"error_code\":40401,\"message\":\"No artifact with id 7\"}",
                "200 | {\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
                "200 | {\"schema\":\"this is no schema\"}",
                "200 | {\"schema\":\"\\\"long\\\"\"}"
            })
    void shouldBlameTheRecord(int status, String body) throws IOException {
        try (StubRegistry registry = new StubRegistry(status, body);
                AvroSerdes serdes = new AvroSerdes(settings(registry.url()));
                Serde<Document> serde = serdes.document()) {
            // When, Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("documents", RECORD_OF_SCHEMA_7))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldBlameTheRegistryWhenNobodyListens() throws IOException {
        try (AvroSerdes serdes = new AvroSerdes(settings(urlNobodyListensAt()));
                Serde<Document> serde = serdes.document()) {
            // When, Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("documents", RECORD_OF_SCHEMA_7))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("cannot be reached");
            assertThatThrownBy(() -> serde.serializer().serialize("documents", DOCUMENT))
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void shouldGiveUpAfterTheTimeoutWhenTheRegistryDoesNotAnswer() throws IOException {
        // Given a socket that takes connections and stays silent
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AvroSerdes serdes =
                        new AvroSerdes(settings("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(300)));
                Serde<Document> serde = serdes.document()) {
            long start = System.nanoTime();

            // When, Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("documents", RECORD_OF_SCHEMA_7))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("Timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
