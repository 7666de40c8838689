package dev.winnow.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.v1.Classification;
import dev.winnow.v1.RationaleSpan;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private final JsonDeserializer values = new JsonDeserializer(5, 1_000);

    private Object read(String json) {
        return values.deserialize("t", json.getBytes(UTF_8));
    }

    @Test
    void shouldReadEveryKindOfValue() {
        assertThat(read("{\"a\": [1, 5000000000, 2.5, true, null, \"é\"], \"b\": 12345678901234567890}"))
                .isEqualTo(Map.of(
                        "a",
                        Arrays.asList(1, 5_000_000_000L, 2.5, true, null, "é"),
                        "b",
                        new BigInteger("12345678901234567890")));
        assertThat(values.deserialize("t", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"body\": confidential}", "confidential", "{} confidential", "\"confidential"})
    void shouldRefuseWhatIsNoJsonAndNotQuoteIt(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("not valid JSON")
                .hasMessageNotContaining("confidential")
                .hasNoCause();
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        assertThat(read("[".repeat(5) + "]".repeat(5))).isNotNull();
        assertThatThrownBy(() -> read("[".repeat(6) + "]".repeat(6)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("JSON nested more than 5 levels deep");
        assertThatThrownBy(() -> read("{\"a\":".repeat(200)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("JSON nested more than 5 levels deep");
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        assertThatThrownBy(() -> values.deserialize("t", new byte[] {'"', (byte) 0xc3, '(', '"'}))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldWriteEveryFieldOfAClassification() throws Exception {
        // Given
        Classification classification = Classification.newBuilder()
                .setDocumentId("d \"1\"")
                .setModel("topics")
                .setModelVersion("1")
                .setLabel("sports")
                .setProbability(0.75f)
                .setProbabilities(Map.of("business", 0.25f, "sports", 0.75f))
                .setTokens(14)
                .setQueueMicros(1_234_567_890_123L)
                .setEventTime(Instant.ofEpochMilli(1_700_000_000_123L))
                .setDeltaOffset(-1)
                .setRationale(List.of(new RationaleSpan(4, 10, 0.5f, 6)))
                .setRationaleTotal(1)
                .build();

        // When
        JsonNode json =
                new ObjectMapper().readTree(new JsonSerializer<Classification>().serialize("t", classification));

        // Then
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Classification.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
        assertThat(json.get("documentId").textValue()).isEqualTo("d \"1\"");
        assertThat(json.get("probabilities").toString()).contains("\"business\":0.25", "\"sports\":0.75");
        assertThat(json.get("tokens").intValue()).isEqualTo(14);
        assertThat(json.get("truncated").isBoolean()).isTrue();
        assertThat(json.get("queueMicros").longValue()).isEqualTo(1_234_567_890_123L);
        assertThat(json.get("eventTime").longValue()).isEqualTo(1_700_000_000_123L);
        assertThat(json.get("deltaOffset").doubleValue()).isEqualTo(-1);
        assertThat(json.get("rationale").toString()).isEqualTo("[{\"start\":4,\"end\":10,\"score\":0.5,\"layer\":6}]");
    }

    @Test
    void shouldWriteNoEventTimeAsNull() throws Exception {
        // Given
        Classification classification = Classification.newBuilder()
                .setDocumentId("d")
                .setModel("m")
                .setModelVersion("1")
                .setLabel("l")
                .setProbability(1)
                .setProbabilities(Map.of())
                .setTokens(2)
                .build();

        // When
        byte[] json = new JsonSerializer<Classification>().serialize("t", classification);

        // Then
        assertThat(new ObjectMapper().readTree(json).get("eventTime").isNull()).isTrue();
    }

    @Test
    void shouldReadTextAsItIsAndRefuseBytesThatAreNone() {
        // Given
        TextDeserializer texts = new TextDeserializer();

        // When, Then
        assertThat(texts.deserialize("t", "été 🌻".getBytes(UTF_8))).isEqualTo("été 🌻");
        assertThat(texts.deserialize("t", new byte[0])).isEqualTo("");
        assertThatThrownBy(() -> texts.deserialize("t", new byte[] {'a', 'b', (byte) 0xff, 'c'}))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("byte 2");
        assertThatThrownBy(() -> texts.deserialize("t", new byte[] {'a', (byte) 0xc3}))
                .isInstanceOf(UnreadableRecordException.class);
    }
}
