package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The serdes against a registry that is not Confluent's own: what the stub assumes of one is true of a real one. */
class RealRegistryTest {
    private static ApicurioRegistry registry;

    @BeforeAll
    static void start() {
        registry = ApicurioRegistry.start();
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void shouldCarryDocumentsBetweenTwoProcessesWorthOfClients() {
        // Given
        Document document = Document.newBuilder()
                .setId("1")
                .setText("The ferry runs again from Monday.")
                .setMetadata(Map.of("desk", "local"))
                .build();
        try (AvroSerdes writer = new AvroSerdes(settings(registry.url()));
                AvroSerdes reader = new AvroSerdes(settings(registry.url()));
                Serde<Document> out = writer.document();
                Serde<Document> in = reader.document()) {

            // When
            byte[] bytes = out.serializer().serialize("documents", document);

            // Then
            assertThat(in.deserializer().deserialize("documents", bytes)).isEqualTo(document);
        }
    }

    @Test
    void shouldTakeAnUnknownSchemaIdForBadData() {
        // Given
        byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).array();
        try (AvroSerdes serdes = new AvroSerdes(settings(registry.url()));
                Serde<Document> serde = serdes.document()) {

            // When / Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("documents", bytes))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining("987654");
        }
    }

    @Test
    void shouldTakeAWrongBaseAddressForTroubleWithTheRegistry() {
        // Given
        byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(1).array();
        try (AvroSerdes serdes = new AvroSerdes(settings(registry.url().replace("/v7", "/v0")));
                Serde<Document> serde = serdes.document()) {

            // When / Then
            assertThatThrownBy(() -> serde.deserializer().deserialize("documents", bytes))
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void shouldNotWriteASchemaThatNobodyRegistered() {
        // Given
        RegistrySettings readOnly = new RegistrySettings(registry.url(), false, Duration.ofSeconds(5), 100, Map.of());
        Classification classification = Classification.newBuilder()
                .setDocumentId("1")
                .setModel("topics")
                .setModelVersion("1.0.0")
                .setLabel("World")
                .setProbability(1f)
                .setProbabilities(Map.of("World", 1f))
                .setTokens(9)
                .build();
        try (AvroSerdes serdes = new AvroSerdes(readOnly);
                Serde<Classification> serde = serdes.classification()) {

            // When / Then
            assertThatThrownBy(() -> serde.serializer().serialize("unregistered", classification))
                    .isInstanceOf(SchemaException.class);
        }
    }

    private static RegistrySettings settings(String url) {
        return new RegistrySettings(url, true, Duration.ofSeconds(5), 100, Map.of());
    }
}
