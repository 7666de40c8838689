package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import dev.winnow.v1.RationaleSpan;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdesTest {
    private static final String TOPIC = "documents";
    private static final String REGISTRY = "serdes";

    private AvroSerdes serdes;
    private Serde<Document> serde;

    @BeforeEach
    void open() {
        serdes = new AvroSerdes(RegistrySettings.inProcess(REGISTRY));
        serde = serdes.document();
    }

    @AfterEach
    void close() {
        serde.close();
        serdes.close();
        MockSchemaRegistry.dropScope(REGISTRY);
    }

    private static Document document() {
        return Document.newBuilder()
                .setId("letter-1")
                .setText("The bakery on the corner has fresh bread: \u00e9t\u00e9, \u5929\u6c17, \ud83c\udf3b")
                .setMetadata(Map.of("language", "en"))
                .setEventTime(Instant.ofEpochMilli(1_700_000_000_123L))
                .build();
    }

    private static Classification classification() {
        return Classification.newBuilder()
                .setDocumentId("letter-1")
                .setModel("topics")
                .setModelVersion("1")
                .setLabel("business")
                .setProbability(0.75f)
                .setProbabilities(Map.of("business", 0.75f, "sports", 0.25f))
                .setTokens(14)
                .setEventTime(null)
                .setDeltaOffset(0.25)
                .setKeptTokens(3)
                .setRationale(List.of(new RationaleSpan(4, 10, 0.25f, 6), new RationaleSpan(30, 35, 0.125f, 6)))
                .setRationaleTotal(2)
                .build();
    }

    private static byte[] withSchema(int id, byte... avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    /** Id of the document schema, known to the registry. */
    private int documentSchemaId() {
        return ByteBuffer.wrap(serde.serializer().serialize(TOPIC, document())).getInt(1);
    }

    private Document read(byte[] bytes) {
        return serde.deserializer().deserialize(TOPIC, bytes);
    }

    @Test
    void shouldReadADocumentAsItWasWritten() {
        // When
        byte[] bytes = serde.serializer().serialize(TOPIC, document());

        // Then
        assertThat(read(bytes)).isEqualTo(document());
    }

    @Test
    void shouldReadAClassificationAsItWasWritten() {
        try (Serde<Classification> classifications = serdes.classification()) {
            // When
            byte[] bytes = classifications.serializer().serialize("labels", classification());

            // Then
            assertThat(classifications.deserializer().deserialize("labels", bytes))
                    .isEqualTo(classification());
        }
    }

    @Test
    void shouldWriteWhatTheConfluentDeserializerReads() {
        // Given
        byte[] bytes = serde.serializer().serialize(TOPIC, document());

        try (KafkaAvroDeserializer confluent = new KafkaAvroDeserializer()) {
            confluent.configure(Map.of("schema.registry.url", "mock://" + REGISTRY), false);

            // When
            GenericRecord generic = (GenericRecord) confluent.deserialize(TOPIC, bytes);

            // Then
            assertThat(generic.get("text")).hasToString(document().getText());
            assertThat(generic.get("eventTime")).isEqualTo(1_700_000_000_123L);
            assertThat(generic.getSchema().toString()).doesNotContain("avro.java.string");
        }
    }

    @Test
    void shouldKeepATombstone() {
        assertThat(read(null)).isNull();
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldFillFieldsThatAnotherSchemaLacks() throws IOException, RestClientException {
        // Given
        var older = SchemaBuilder.record("Document")
                .namespace("dev.winnow.v1")
                .fields()
                .requiredString("text")
                .requiredString("id")
                .requiredInt("priority")
                .endRecord();
        int id = MockSchemaRegistry.getClientForScope(REGISTRY).register("older-value", new AvroSchema(older));

        // When
        Document document = read(withSchema(id, (byte) 4, (byte) 'h', (byte) 'i', (byte) 2, (byte) 'a', (byte) 6));

        // Then
        assertThat(document)
                .isEqualTo(Document.newBuilder().setId("a").setText("hi").build());
    }

    @Test
    void shouldRefuseASchemaThatIsNoDocument() throws IOException, RestClientException {
        // Given
        var other = SchemaBuilder.record("Temperature")
                .namespace("example")
                .fields()
                .requiredInt("celsius")
                .endRecord();
        int id = MockSchemaRegistry.getClientForScope(REGISTRY).register("other-value", new AvroSchema(other));

        // When, Then
        assertThatThrownBy(() -> read(withSchema(id, (byte) 40))).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldRefuseAnUnknownSchemaId() {
        assertThatThrownBy(() -> read(withSchema(12_345)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("no schema 12345");
    }

    @Test
    void shouldRefuseAWrongMagicByte() {
        assertThatThrownBy(() -> read(new byte[] {'{', '"', 'i', 'd', '"', ':'}))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("0x7b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void shouldRefuseBytesTooFewForTheHeader(int length) {
        assertThatThrownBy(() -> read(new byte[length]))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("too few");
    }

    @Test
    void shouldRefuseEveryTruncation() {
        // Given
        byte[] whole = serde.serializer().serialize(TOPIC, document());

        for (int length = 5; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            // When, Then
            assertThatThrownBy(() -> read(cut)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldRefuseBytesAfterTheEnd() {
        // Given
        byte[] whole = serde.serializer().serialize(TOPIC, document());

        // When, Then
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("left after the end");
    }

    @Test
    void shouldRefuseALengthOfTwoGigabytesBeforeItTakesMemory() {
        // Given the longest length Avro allows: more than the heap of this test
        int id = documentSchemaId();
        byte[] twoGigabytes = {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        List<byte[]> hostile = List.of(
                withSchema(id, twoGigabytes),
                withSchema(
                        id,
                        (byte) 2,
                        (byte) 'a',
                        (byte) 2,
                        (byte) 'b',
                        (byte) 0xee,
                        (byte) 0xff,
                        (byte) 0xff,
                        (byte) 0xff,
                        (byte) 0x0f));

        // When, Then
        assertThat(hostile).allSatisfy(bytes -> assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("in a value of"));
    }

    @Test
    void shouldNotRegisterWhenToldNotTo() {
        // Given
        RegistrySettings open = RegistrySettings.inProcess("closed-registry");
        RegistrySettings closed = new RegistrySettings(open.url(), false, open.timeout(), 10, Map.of());

        try (AvroSerdes refusing = new AvroSerdes(closed);
                Serde<Document> documents = refusing.document()) {
            // When, Then
            assertThatThrownBy(() -> documents.serializer().serialize(TOPIC, document()))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("documents");
        }
    }

    @Test
    void shouldNotShowPasswords() {
        // Given
        var settings = new RegistrySettings(
                "http://localhost:8081",
                true,
                Duration.ofSeconds(5),
                10,
                Map.of("basic.auth.user.info", "me:opensesame"));

        // When, Then
        assertThat(settings.toString()).doesNotContain("opensesame");
    }
}
