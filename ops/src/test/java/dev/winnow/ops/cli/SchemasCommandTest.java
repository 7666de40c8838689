package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.v1.Classification;
import dev.winnow.v1.ControlPolicy;
import dev.winnow.v1.Document;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemasCommandTest {
    private static final String REGISTRY = "schemas-command";

    @AfterEach
    void forget() {
        MockSchemaRegistry.dropScope(REGISTRY);
    }

    @Test
    void shouldPrintTheSchemasBySubject() throws Exception {
        // When
        Cli result = Cli.run("schemas", "--input", "comments", "--output", "verdicts");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("comments-value", "verdicts-value", "winnow-control-value");
        assertSame(json.get("comments-value"), Document.getClassSchema());
        assertSame(json.get("verdicts-value"), Classification.getClassSchema());
        assertSame(json.get("winnow-control-value"), ControlPolicy.getClassSchema());
    }

    @Test
    void shouldPrintNothingThatIsNotAvro() throws Exception {
        // When
        Cli result = Cli.run(
                "schemas", "--set", "input.format=string", "--set", "output.format=json", "--set", "control.topic=");

        // Then
        assertThat(new ObjectMapper().readTree(result.out())).isEmpty();
    }

    @Test
    void shouldRegisterWhatWinnowWrites() throws Exception {
        // When
        Cli result = Cli.run(
                "schemas",
                "--register",
                "--registry",
                "mock://" + REGISTRY,
                "--output",
                "verdicts",
                "--set",
                "registry.subject-naming=topic-record-name");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(REGISTRY);
        String results = "verdicts-dev.winnow.v1.Classification";
        String policies = "winnow-control-dev.winnow.v1.ControlPolicy";
        assertThat(registry.getAllSubjects()).containsExactlyInAnyOrder(results, policies);
        assertThat(result.out().lines())
                .containsExactly(
                        results + ": schema "
                                + registry.getLatestSchemaMetadata(results).getId(),
                        policies + ": schema "
                                + registry.getLatestSchemaMetadata(policies).getId());
    }

    @Test
    void shouldFailWhereNoRegistryAnswers() {
        // When
        Cli result = Cli.run(
                "schemas",
                "--register",
                "--registry",
                "http://localhost:1",
                "--set",
                "registry.auth.user=me",
                "--set",
                "registry.auth.password=hunter2");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("classifications-value").doesNotContain("hunter2");
    }

    private static void assertSame(JsonNode printed, Schema expected) {
        Schema schema = new Schema.Parser().parse(printed.toString());
        assertThat(printed.toString()).doesNotContain("avro.java");
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(expected, schema)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(schema.getFields()).hasSameSizeAs(expected.getFields());
    }
}
