package dev.winnow.topology.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.schemas.UnreadableRecordException;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.v1.Document;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private static final byte[] KEY = "customer-7".getBytes(UTF_8);
    private static final String ISO = "2026-01-31T12:00:00.5+01:00";

    private final AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess("document-reader"));

    @AfterEach
    void close() {
        serdes.close();
    }

    private record Origin(String topic, int partition, long offset) implements RecordMetadata {}

    private DocumentReader reader(InputFormat format, String text, String id, String time) {
        return DocumentReaders.of(new InputConfig(format, text, " | ", id, time, 200, 5), serdes);
    }

    private static IncomingDocument read(DocumentReader reader, byte[] key, byte[] value) {
        return reader.read(new Origin("notes", 3, 42), key, value);
    }

    private IncomingDocument json(String text, String id, String time, String value) {
        return read(
                reader(InputFormat.JSON, text, id, time),
                KEY,
                value.replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void shouldReadWinnowsOwnDocumentByDefault() {
        // Given
        Document document = Document.newBuilder()
                .setId("d1")
                .setText("a quiet morning")
                .setEventTime(Instant.ofEpochMilli(42))
                .build();
        byte[] value = serdes.document().serializer().serialize("notes", document);

        // When
        IncomingDocument read = read(DocumentReaders.of(InputConfig.defaults(), serdes), KEY, value);

        // Then
        assertThat(read).isEqualTo(new IncomingDocument("d1", "a quiet morning", Instant.ofEpochMilli(42)));
    }

    @Test
    void shouldTakeTextIdAndTimeFromWhereTheyLie() {
        // When
        IncomingDocument read = json(
                "title, payload.body",
                "meta.number",
                "meta.at",
                "{'title': 'News', 'payload': {'body': 'rain again'}, 'meta': {'number': 17, 'at': '" + ISO + "'}}");

        // Then
        assertThat(read).isEqualTo(new IncomingDocument("17", "News | rain again", Instant.parse(ISO)));
    }

    @Test
    void shouldLeaveOutPartsThatMayBeMissing() {
        assertThat(json("title?, body", "", "", "{'body': 'b'}").text()).isEqualTo("b");
        assertThat(json("title?, body", "", "", "{'title': null, 'body': 'b'}").text())
                .isEqualTo("b");
        assertThat(json("title?, body", "id?", "at?", "{'body': 'b', 'title': 't'}"))
                .isEqualTo(new IncomingDocument("customer-7", "t | b", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id': 1}                 | no text: 'title' is missing: the value has no 'title'",
                "{'id': 1, 'title': null}  | no text: 'title' is null",
                "{'id': 1, 'title': 7}     | no text: 'title' is a number",
                "{'id': 1, 'title': ['t']} | no text: 'title' is an array",
                "{'title': 't'}            | no id: 'id' is missing: the value has no 'id'",
                "{'title': 't', 'id': {}}  | no id: 'id' is an object or map, neither a text nor a whole number",
                "{'title': 't', 'id': 1.5} | no id: 'id' is a number, neither a text nor a whole number",
                "null                      | no id: 'id' is missing: the value is null and has no fields",
                "'text'                    | no id: 'id' is missing: the value is a text and has no fields"
            })
    void shouldNameThePathOfWhatIsWrong(String value, String error) {
        assertThatThrownBy(() -> json("title", "id", "", value))
                .isInstanceOf(UnfitRecordException.class)
                .hasMessage(error);
    }

    @Test
    void shouldRefuseATextOfWhichNothingIsThere() {
        assertThatThrownBy(() -> json("title?, payload.body?", "", "", "{'title': null}"))
                .isInstanceOf(UnfitRecordException.class)
                .hasMessage("no text: none of 'title', 'payload.body' is there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'yesterday'", "'2026-01-31T12:00:00'", "1.5", "true", "'+1000000000-12-31T23:59:59Z'", "[]"})
    void shouldRefuseWhatIsNoPointInTime(String time) {
        assertThatThrownBy(() -> json("t", "", "at", "{'t': 'x', 'at': " + time + "}"))
                .isInstanceOf(UnfitRecordException.class)
                .hasMessageStartingWith("no event time: 'at' is ");
    }

    @Test
    void shouldReadMillisecondsAsTime() {
        assertThat(json("t", "", "at", "{'t': 'x', 'at': 1700000000123}").eventTime())
                .isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
    }

    @Test
    void shouldRefuseAValueThatIsTooLargeBeforeItIsRead() {
        assertThatThrownBy(() -> json("t", "", "", "{'t': '" + "x".repeat(200) + "'}"))
                .isInstanceOf(UnfitRecordException.class)
                .hasMessage("the value takes 209 bytes; input.max-bytes is 200");
    }

    @Test
    void shouldRefuseAValueThatIsNestedTooDeep() {
        assertThatThrownBy(() -> json("t", "", "", "[[[[[[]]]]]]"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("5 levels deep");
    }

    @Test
    void shouldKnowAPlainTextByItsKeyOrItsPlace() {
        // Given
        DocumentReader reader = reader(InputFormat.STRING, "ignored", "ignored", "ignored");
        byte[] text = "rain again".getBytes(UTF_8);

        // When, Then
        assertThat(read(reader, KEY, text)).isEqualTo(new IncomingDocument("customer-7", "rain again", null));
        for (byte[] key : new byte[][] {null, {}, {0, 0, 0, 1}, {(byte) 0xff}}) {
            assertThat(read(reader, key, text).id()).isEqualTo("notes-3-42");
        }
    }

    @Test
    void shouldKeepHalfASurrogatePairOutOfTheId() {
        assertThat(json("t", "id", "", "{'t': 'x', 'id': 'a\\ud83d'}").id()).isEqualTo("a?");
    }
}
