package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.topology.config.OutputConfig;
import dev.winnow.topology.config.OutputFormat;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Topics that were there before Winnow: records of other schemas and formats, with what travels beside their values. */
class ForeignInputTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final OutputConfig AVRO = OutputConfig.defaults();
    private static final OutputConfig JSON = new OutputConfig(OutputFormat.JSON);
    private static final Header[] HEADERS = {
        new RecordHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8)),
        new RecordHeader("ce_specversion", "1.0".getBytes(UTF_8)),
        new RecordHeader("ce_id", "e-1".getBytes(UTF_8)),
        new RecordHeader("baggage", "a=1".getBytes(UTF_8)),
        new RecordHeader("baggage", "b=2".getBytes(UTF_8)),
        new RecordHeader("binary", new byte[] {0, -1, 127}),
        new RecordHeader("nothing", null)
    };

    private final TestStream names = TestStream.create(1);

    private static InputConfig json(String text, String id, String time) {
        return new InputConfig(InputFormat.JSON, text, " ", id, time, 2 * MEGABYTE, 16);
    }

    private RunningStream start(InputConfig in, OutputConfig out) {
        return RunningStream.start(names, names.config(in, out), Models.loader());
    }

    private static void send(RunningStream stream, String key, String json, Header... headers) {
        stream.feed().send(0, key, json.getBytes(UTF_8), headers);
    }

    @Test
    void shouldClassifyJsonAndAnswerInJson() throws IOException {
        try (RunningStream stream = start(json("title?, payload.body", "meta.id", "meta.at"), JSON)) {
            // When
            String value = "{\"title\": \"good\", \"payload\": {\"body\": \"soup\"},"
                    + " \"meta\": {\"id\": 17, \"at\": \"2026-01-31T12:00:00Z\"}}";
            send(stream, "key-1", value, HEADERS);
            stream.awaitSettled();

            // Then
            List<ConsumerRecord<byte[], byte[]>> results = Harvest.committed(names, names.output());
            assertThat(results).hasSize(1);
            JsonNode result = new ObjectMapper().readTree(results.get(0).value());
            Prediction alone = alone("good soup");
            assertThat(result.get("documentId").textValue()).isEqualTo("17");
            assertThat(result.get("label").textValue()).isEqualTo(alone.label());
            assertThat(result.get("probability").floatValue()).isEqualTo(alone.probability());
            assertThat(result.get("tokens").intValue()).isEqualTo(alone.tokens());
            assertThat(result.get("eventTime").longValue())
                    .isEqualTo(Instant.parse("2026-01-31T12:00:00Z").toEpochMilli());
            assertThat(new String(results.get(0).key(), UTF_8)).isEqualTo("key-1");
            assertThat(results.get(0).headers().toArray()).isEqualTo(HEADERS);
            assertThat(results.get(0).timestamp()).isEqualTo(sent().get(0).timestamp());
        }
    }

    @Test
    void shouldClassifyAvroOfAnotherSchema() {
        // Given
        Schema payload =
                SchemaBuilder.record("Payload").fields().requiredString("body").endRecord();
        Schema order = SchemaBuilder.record("Order")
                .namespace("example.shop")
                .fields()
                .requiredLong("number")
                .name("placed")
                .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .name("payload")
                .type()
                .optional()
                .type(payload)
                .endRecord();
        GenericData.Record inner = new GenericData.Record(payload);
        inner.put("body", "rain again");
        GenericData.Record good = new GenericData.Record(order);
        good.put("number", 4711L);
        good.put("placed", 1_700_000_000_123_456L);
        good.put("payload", inner);
        GenericData.Record bad = new GenericData.Record(good, true);
        bad.put("payload", null);
        InputConfig in = new InputConfig(InputFormat.AVRO, "payload.body", " ", "number", "placed", MEGABYTE, 16);

        try (RunningStream stream = start(in, AVRO);
                KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(Map.of("schema.registry.url", names.registryUrl()), false);

            // When
            stream.feed().send(0, "k", serializer.serialize(names.input(), bad));
            stream.feed().send(0, "k", serializer.serialize(names.input(), good), HEADERS);
            Harvest harvest = stream.harvest();

            // Then
            assertThat(harvest.ids()).containsExactly("4711");
            assertThat(harvest.classificationOf("4711").getEventTime())
                    .isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
            assertThat(harvest.results().get(0).record().headers().toArray()).isEqualTo(HEADERS);
            assertThat(harvest.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.stage()).isEqualTo("read");
                assertThat(letter.error())
                        .contains("no text: 'payload.body' is missing: 'payload' is null and has no fields");
            });
        }
    }

    @Test
    void shouldClassifyPlainTexts() {
        InputConfig in = new InputConfig(InputFormat.STRING, "text", " ", "id", "", MEGABYTE, 16);
        try (RunningStream stream = start(in, AVRO)) {
            // When
            send(stream, "letter-1", "a quiet morning");
            stream.feed().send(0, "\u0000\u0001", "good soup".getBytes(UTF_8));
            stream.feed().send(0, "bad", new byte[] {'a', (byte) 0xff});
            Harvest harvest = stream.harvest();

            // Then
            assertThat(harvest.ids()).containsExactly("letter-1", names.input() + "-0-1");
            assertThat(harvest.classificationOf("letter-1").getTokens())
                    .isEqualTo(alone("a quiet morning").tokens());
            assertThat(harvest.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo("bad");
                assertThat(letter.error()).contains("not UTF-8 text: byte 1");
            });
        }
    }

    @Test
    void shouldSetAsideWhatDoesNotFitAndGoOn() {
        // Given
        List<String> bad = List.of(
                "{\"id\": \"1\"}",
                "{\"id\": \"1\", \"text\": null}",
                "{\"id\": \"1\", \"text\": 7}",
                "{\"text\": \"t\"}",
                "{\"id\": \"1\", \"text\": \"t\", \"at\": \"soon\"}",
                "[".repeat(100_000),
                "{\"id\": \"1\", \"text\": \"" + "x".repeat(3 * MEGABYTE) + "\"}",
                "{\"id\": \"1\", \"text\": \"cut off",
                "");
        InputConfig in = json("text", "id", "at?");
        takeLargeRecords();
        try (RunningStream stream = start(in, JSON)) {
            // When
            bad.forEach(value -> send(stream, "bad", value));
            send(stream, "good", "{\"id\": \"2\", \"text\": \"rain again\"}");
            stream.awaitSettled();

            // Then
            assertThat(Harvest.committed(names, names.output())).hasSize(1);
            List<DeadLetter> letters = Harvest.committed(names, names.deadLetters()).stream()
                    .map(DeadLetter::new)
                    .toList();
            assertThat(letters).extracting(DeadLetter::stage).containsOnly("read");
            assertThat(letters.subList(0, 7))
                    .extracting(letter -> letter.error().replaceFirst("^[\\w.]+: ", ""))
                    .containsExactly(
                            "no text: 'text' is missing: the value has no 'text'",
                            "no text: 'text' is null",
                            "no text: 'text' is a number",
                            "no id: 'id' is missing: the value has no 'id'",
                            "no event time: 'at' is of no form that is known, or beyond all calendars; it must be"
                                    + " milliseconds since the epoch, an Avro timestamp or ISO 8601 with a zone",
                            "JSON nested more than 16 levels deep",
                            "the value takes %d bytes; input.max-bytes is %d"
                                    .formatted(bad.get(6).length(), 2 * MEGABYTE));
            assertThat(letters.subList(7, 9)).allSatisfy(letter -> assertThat(letter.error())
                    .contains("not valid JSON")
                    .doesNotContain("cut off"));
            assertThat(letters.subList(0, 6)).allSatisfy(letter -> assertThat(letter.value())
                    .isEqualTo(bad.get(letters.indexOf(letter)).getBytes(UTF_8)));
        }
    }

    private void takeLargeRecords() {
        for (String topic : List.of(names.input(), names.deadLetters())) {
            try {
                names.limit(topic, 8 * MEGABYTE);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> sent() {
        return Harvest.committed(names, names.input());
    }

    private static Prediction alone(String text) {
        return Models.shared()
                .classify(List.of(Models.shared().tokenize(text)), DeltaOffset.TRAINED)
                .get(0);
    }
}
