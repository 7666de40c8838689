package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.v1.Classification;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectsTest {
    private static final String REGISTRY = "subjects";

    @AfterEach
    void forget() {
        MockSchemaRegistry.dropScope(REGISTRY);
    }

    private static AvroSerdes serdes(SubjectNaming naming) {
        return new AvroSerdes(new RegistrySettings(
                "mock://" + REGISTRY,
                false,
                Duration.ofSeconds(5),
                10,
                Map.of("value.subject.name.strategy", naming.strategyClass())));
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC_NAME,        labels-value",
        "RECORD_NAME,       dev.winnow.v1.Classification",
        "TOPIC_RECORD_NAME, labels-dev.winnow.v1.Classification"
    })
    void shouldRegisterWhatTheSerializerThenFinds(SubjectNaming naming, String subject) throws Exception {
        try (AvroSerdes serdes = serdes(naming)) {
            // Given
            Subjects subjects = serdes.subjects();
            assertThat(subjects.isRegistered("labels")).isFalse();

            // When
            int id = subjects.register("labels");

            // Then
            assertThat(subjects.of("labels")).isEqualTo(subject);
            assertThat(subjects.isRegistered("labels")).isTrue();
            assertThat(MockSchemaRegistry.getClientForScope(REGISTRY).getAllSubjects())
                    .containsExactly(subject);
            byte[] written = serdes.classification().serializer().serialize("labels", classification());
            assertThat(ByteBuffer.wrap(written).getInt(1)).isEqualTo(id);
        }
    }

    private static Classification classification() {
        return Classification.newBuilder()
                .setDocumentId("d")
                .setModel("m")
                .setModelVersion("1")
                .setLabel("l")
                .setProbability(1)
                .setProbabilities(Map.of())
                .setTokens(2)
                .build();
    }

    @Test
    void shouldPublishNothingThatOnlyJavaUnderstands() {
        assertThat(Subjects.classification().toString()).doesNotContain("avro.java");
        assertThat(Subjects.document().toString()).doesNotContain("avro.java");
    }

    @Test
    void shouldSayThatTheRegistryIsAway() {
        try (AvroSerdes serdes = new AvroSerdes(
                new RegistrySettings("http://localhost:1", false, Duration.ofSeconds(1), 10, Map.of()))) {
            Subjects subjects = serdes.subjects();
            assertThatThrownBy(() -> subjects.isRegistered("labels")).isInstanceOf(RegistryException.class);
            assertThatThrownBy(() -> subjects.register("labels"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("labels-value");
        }
    }
}
