package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Avro of schemas that others chose, hostile ones among them. */
class AnyValueTest {
    private static final String REGISTRY = "any-value";
    private static final int MAX_DEPTH = 10;

    private final AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(REGISTRY));
    private final Deserializer<Object> values = serdes.anyValue(MAX_DEPTH);

    @AfterEach
    void close() {
        serdes.close();
        MockSchemaRegistry.dropScope(REGISTRY);
    }

    private static byte[] withSchema(Schema schema, byte[] avro) throws Exception {
        int id = MockSchemaRegistry.getClientForScope(REGISTRY).register("any-value", new AvroSchema(schema));
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    private static byte[] encoded(Schema schema, Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return withSchema(schema, bytes.toByteArray());
    }

    @Test
    void shouldReadARecordOfAnySchema() throws Exception {
        // Given
        Schema payload = SchemaBuilder.record("Payload")
                .fields()
                .requiredString("body")
                .name("tags")
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .name("names")
                .type()
                .map()
                .values()
                .longType()
                .noDefault()
                .endRecord();
        Schema event = SchemaBuilder.record("Event")
                .namespace("example")
                .fields()
                .name("payload")
                .type()
                .optional()
                .type(payload)
                .endRecord();
        GenericRecord inner = new GenericRecordBuilder(payload)
                .set("body", "été 🌻")
                .set("tags", List.of("a", "b"))
                .set("names", Map.of("n", 7L))
                .build();

        // When
        Object value = values.deserialize(
                "t",
                encoded(
                        event,
                        new GenericRecordBuilder(event).set("payload", inner).build()));

        // Then
        GenericRecord read = (GenericRecord) ((GenericRecord) value).get("payload");
        assertThat(read.get("body")).isEqualTo("été 🌻");
        assertThat(read.get("tags")).isEqualTo(List.of("a", "b"));
        assertThat(read.get("names")).isEqualTo(Map.of("n", 7L));
    }

    @Test
    void shouldReadTimestampsOfEveryUnit() throws Exception {
        // Given
        Instant time = Instant.ofEpochMilli(1_700_000_000_123L);
        Schema schema = SchemaBuilder.record("Times")
                .fields()
                .name("millis")
                .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .name("micros")
                .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .name("nanos")
                .type(LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .name("local")
                .type(LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .endRecord();
        GenericRecord record = new GenericData.Record(schema);
        record.put("millis", time.toEpochMilli());
        record.put("micros", time.toEpochMilli() * 1_000);
        record.put("nanos", time.toEpochMilli() * 1_000_000);
        record.put("local", 0L);

        // When
        GenericRecord read = (GenericRecord) values.deserialize("t", encoded(schema, record));

        // Then
        assertThat(read.get("millis")).isEqualTo(time);
        assertThat(read.get("micros")).isEqualTo(time);
        assertThat(read.get("nanos")).isEqualTo(time);
        assertThat(read.get("local")).isEqualTo(LocalDateTime.of(1970, 1, 1, 0, 0));
    }

    @Test
    void shouldRefuseARecordThatIsNestedInItselfWithoutEnd() throws Exception {
        // Given: a megabyte that says "one more" a million times
        Schema list = new Schema.Parser().parse("""
                {"type": "record", "name": "Link", "fields": [{"name": "next", "type": ["null", "Link"]}]}
                """);
        byte[] links = new byte[1 << 20];
        Arrays.fill(links, (byte) 2);
        byte[] bytes = withSchema(list, links);

        // When, Then
        assertThatThrownBy(() -> values.deserialize("t", bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("nested more than 10 levels deep");
    }

    @Test
    void shouldReadADepthOfExactlyTheBound() throws Exception {
        // Given
        Schema list = new Schema.Parser().parse("""
                {"type": "record", "name": "Link", "fields": [{"name": "next", "type": ["null", "Link"]}]}
                """);
        byte[] fits = new byte[MAX_DEPTH];
        Arrays.fill(fits, 0, MAX_DEPTH - 1, (byte) 2);

        // When, Then
        assertThat(values.deserialize("t", withSchema(list, fits))).isInstanceOf(GenericRecord.class);
    }

    @Test
    void shouldRefuseAFixedTypeOfTwoGigabytesBeforeItTakesMemory() throws Exception {
        // Given
        Schema schema = SchemaBuilder.record("Holder")
                .fields()
                .name("blob")
                .type()
                .fixed("Blob")
                .size(Integer.MAX_VALUE - 8)
                .noDefault()
                .endRecord();
        byte[] bytes = withSchema(schema, new byte[20]);

        // When, Then
        assertThatThrownBy(() -> values.deserialize("t", bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("a fixed type of");
    }

    @Test
    void shouldRefuseRecordsThatMultiplyWithoutBytes() throws Exception {
        // Given: each level holds the one below eight times, 8^8 records in no byte at all
        StringBuilder json = new StringBuilder("{\"type\":\"record\",\"name\":\"L0\",\"fields\":[]}");
        for (int level = 1; level <= 8; level++) {
            StringBuilder fields = new StringBuilder("{\"name\":\"f0\",\"type\":" + json + "}");
            for (int i = 1; i < 8; i++) {
                fields.append(",{\"name\":\"f%d\",\"type\":\"L%d\"}".formatted(i, level - 1));
            }
            json = new StringBuilder("{\"type\":\"record\",\"name\":\"L%d\",\"fields\":[%s]}".formatted(level, fields));
        }
        byte[] bytes = withSchema(new Schema.Parser().parse(json.toString()), new byte[0]);

        // When, Then
        assertThatThrownBy(() -> values.deserialize("t", bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("more than 1000 records");
    }

    @Test
    void shouldNameTheSchemaOfAValueThatIsCutOff() throws Exception {
        // Given
        Schema schema = SchemaBuilder.record("Note")
                .namespace("example")
                .fields()
                .requiredString("body")
                .endRecord();
        byte[] bytes = withSchema(schema, new byte[] {20, 'a'});

        // When, Then
        assertThatThrownBy(() -> values.deserialize("t", bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("not a example.Note in Avro");
    }
}
