package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Good values to be damaged, with a text in the field {@code text} and all that the formats have to offer around it. */
final class FuzzSeeds {
    private static final List<String> TEXTS =
            List.of("a quiet morning", "Größe, \u65e5\u672c\u8a9e and \ud83d\ude00", "", "x".repeat(300));

    private FuzzSeeds() {}

    /** Winnow's own documents, and records of a schema with every type, which contains itself. */
    static List<byte[]> avro(Feed feed, String registryUrl, String topic) {
        List<byte[]> values = new ArrayList<>();
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(Map.of("schema.registry.url", registryUrl, "auto.register.schemas", true), false);
            for (String text : TEXTS) {
                values.add(feed.encode("id", text));
                // A subject of its own: what lies in a topic is not what its subject says.
                values.add(serializer.serialize("fuzz-of-" + topic, everything(text)));
            }
        }
        return values;
    }

    private static GenericData.Record everything(String text) {
        Schema schema = new Schema.Parser().parse("""
                        {"type": "record", "name": "Everything", "fields": [
                          {"name": "id", "type": ["long", "string", "bytes"]},
                          {"name": "text", "type": ["null", "string", "Everything"]},
                          {"name": "eventTime", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
                          {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                          {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                          {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}},
                          {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 16}},
                          {"name": "children", "type": {"type": "array", "items": "Everything"}},
                          {"name": "named", "type": {"type": "map", "values": ["null", "Everything", "double"]}},
                          {"name": "nothings", "type": {"type": "array", "items": "null"}}
                        ]}""");
        GenericData.Record inner = record(schema, "inner");
        GenericData.Record outer = record(schema, text);
        outer.put("children", List.of(inner, inner));
        outer.put("named", Map.of("a", inner, "b", 1.5));
        return outer;
    }

    private static GenericData.Record record(Schema schema, String text) {
        Schema price = schema.getField("price").schema();
        ByteBuffer amount = new Conversions.DecimalConversion()
                .toBytes(new BigDecimal("12.34"), price, LogicalTypes.fromSchema(price));
        GenericData.Record record = new GenericData.Record(schema);
        record.put("id", 4711L);
        record.put("text", text);
        record.put("eventTime", 1_700_000_000_123_456L);
        record.put("day", 20_000);
        record.put("price", amount);
        record.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "B"));
        record.put("hash", new GenericData.Fixed(schema.getField("hash").schema(), new byte[16]));
        record.put("children", List.of());
        record.put("named", Map.of());
        record.put("nothings", Arrays.asList(null, null));
        return record;
    }

    /** Objects with nested ones, numbers and escapes; the text itself is JSON too. */
    static List<byte[]> json() {
        return List.of(
                "{\"id\":\"a\",\"text\":\"a quiet morning\",\"eventTime\":1700000000000}".getBytes(UTF_8),
                "{\"id\":17,\"text\":\"Größe \\u65e5 \\ud83d\\ude00\\n\",\"eventTime\":\"2026-01-31T12:00:00Z\"}"
                        .getBytes(UTF_8),
                "{\"id\":1,\"text\":\"x\",\"more\":[1,2.5e3,{\"deep\":[[[null,true]]]}],\"text2\":\"\\\"\"}"
                        .getBytes(UTF_8));
    }

    /** Texts themselves. */
    static List<byte[]> texts() {
        return TEXTS.stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }
}
