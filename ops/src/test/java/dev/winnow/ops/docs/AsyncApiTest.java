package dev.winnow.ops.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.asyncapi.v3._0_0.model.channel.Channel;
import com.asyncapi.v3._0_0.model.channel.message.Message;
import com.asyncapi.v3._0_0.model.server.Server;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.strict.StrictMapper;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Reporter;
import dev.winnow.topology.deadletter.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the topics against the schemas, the defaults and a real dead letter. */
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(DOCUMENT));
        document = new ObjectMapper().valueToTree(yaml);
    }

    /** Parts of the document that its class leaves to readers that are lenient. */
    private static final Map<String, Class<?>> PARTS = Map.of(
            "/servers/kafka", Server.class,
            "/channels/documents", Channel.class,
            "/channels/classifications", Channel.class,
            "/channels/deadLetters", Channel.class,
            "/channels/overflow", Channel.class,
            "/channels/control", Channel.class,
            "/components/messages/document", Message.class,
            "/components/messages/classification", Message.class,
            "/components/messages/policy", Message.class,
            "/components/messages/deadLetter", Message.class);

    @Test
    void shouldBeAsyncApi() throws IOException {
        // When
        AsyncAPI api = StrictMapper.create().treeToValue(document, AsyncAPI.class);

        // Then
        assertThat(api.getAsyncapi()).isEqualTo("3.0.0");
        assertThat(api.getOperations()).hasSize(5);
        assertThat(api.getChannels()).hasSize(5);
        assertThat(PARTS).allSatisfy((part, type) -> assertThatCode(
                        () -> StrictMapper.create().treeToValue(document.at(part), type))
                .as(part)
                .doesNotThrowAnyException());
    }

    @Test
    void shouldNoticeASlip() {
        assertThat(PARTS).allSatisfy((part, type) -> {
            // Given
            ObjectNode slip = document.at(part).deepCopy();
            slip.put("adress", "x");

            // When, Then
            assertThatThrownBy(() -> StrictMapper.create().treeToValue(slip, type))
                    .hasStackTraceContaining("adress");
        });
    }

    @Test
    void shouldReferToWhatIsThere() throws IOException {
        // When
        List<String> references = document.findValuesAsText("$ref");

        // Then
        assertThat(references).hasSizeGreaterThan(10).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(DOCUMENT.resolveSibling(reference)).isRegularFile();
            }
        });
    }

    @Test
    void shouldNameTheSchemasThatAreWritten() throws IOException {
        assertThat(payload("document")).isEqualTo(Subjects.document());
        assertThat(payload("classification")).isEqualTo(Subjects.classification());
        assertThat(payload("policy")).isEqualTo(Subjects.controlPolicy());
    }

    private static Schema payload(String message) throws IOException {
        JsonNode payload = document.at("/components/messages/" + message + "/payload");
        assertThat(payload.get("schemaFormat").asText()).startsWith("application/vnd.apache.avro");
        String file = payload.get("schema").get("$ref").asText();
        return new Schema.Parser().parse(DOCUMENT.resolveSibling(file).toFile());
    }

    @Test
    void shouldGiveTheDefaultsForAddresses() {
        // Given
        WinnowConfig defaults = WinnowConfig.defaults();

        // When
        List<String> addresses = document.get("channels").findValuesAsText("address");

        // Then
        assertThat(addresses)
                .containsExactly(
                        defaults.pipelines().get(0).input(),
                        defaults.pipelines().get(0).output(),
                        defaults.deadLetters().topic(),
                        defaults.overload().topic(),
                        defaults.control().topic());
        assertThat(document.at("/servers/kafka/host").asText())
                .isEqualTo(defaults.kafka().get("bootstrap.servers"));
        assertThat(document.at("/servers/kafka/bindings/kafka/schemaRegistryUrl")
                        .asText())
                .isEqualTo(defaults.registry().url());
    }

    @Test
    void shouldListTheHeadersOfADeadLetter() {
        // Given
        DeadLetters letters = new DeadLetters(400, new Reporter("app", "bundle", "1"), InstantSource.system());
        Record<byte[], byte[]> tooLarge = new Record<>(new byte[1], new byte[1000], 0, new RecordHeaders());

        // When
        Record<byte[], byte[]> letter =
                letters.of(tooLarge, new Origin("in", 0, 7), Rejection.unasked(Stage.READ, "no document"));

        // Then
        JsonNode headers = document.at("/components/messages/deadLetter/headers");
        List<String> written =
                Arrays.stream(letter.headers().toArray()).map(Header::key).toList();
        assertThat(written).contains("winnow.omitted");
        assertThat(names(headers.get("properties"))).containsExactlyElementsOf(written);
        assertThat(new ObjectMapper().convertValue(headers.get("required"), String[].class))
                .containsExactlyElementsOf(written.stream()
                        .filter(name -> !name.equals("winnow.omitted"))
                        .toList());
        assertThat(new ObjectMapper().convertValue(headers.at("/properties/winnow.stage/enum"), String[].class))
                .containsExactly(Arrays.stream(Stage.values()).map(Stage::label).toArray(String[]::new));
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey).toList();
    }

    private record Origin(String topic, int partition, long offset) implements RecordMetadata {}
}
