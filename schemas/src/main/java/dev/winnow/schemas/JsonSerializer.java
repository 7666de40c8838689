package dev.winnow.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes a record as a JSON object with the fields of its schema, in their order; a timestamp is a number of milliseconds
 * since the epoch, as in Avro. Needs no registry.
 *
 * <p>Rejected: Avro's JSON encoding, which wraps what may be null into an object that names its type.
 */
public final class JsonSerializer<T extends SpecificRecord> implements Serializer<T> {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @return null for null, a tombstone
     * @throws SerializationException when the record holds what JSON cannot say
     */
    @Override
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, value);
        } catch (IOException e) {
            throw new SerializationException("the record cannot be written as JSON", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof IndexedRecord fields) {
            record(json, fields);
        } else if (value instanceof Map<?, ?> map) {
            map(json, map);
        } else if (value instanceof Collection<?> items) {
            list(json, items);
        } else {
            scalar(json, value);
        }
    }

    private static void record(JsonGenerator json, IndexedRecord value) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : value.getSchema().getFields()) {
            json.writeFieldName(field.name());
            write(json, value.get(field.pos()));
        }
        json.writeEndObject();
    }

    private static void map(JsonGenerator json, Map<?, ?> value) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            json.writeFieldName(entry.getKey().toString());
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, Collection<?> value) throws IOException {
        json.writeStartArray();
        for (Object item : value) {
            write(json, item);
        }
        json.writeEndArray();
    }

    private static void scalar(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof CharSequence text) {
            json.writeString(text.toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Instant time) {
            json.writeNumber(time.toEpochMilli());
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else {
            throw new SerializationException("no JSON for a " + value.getClass().getName());
        }
    }
}
