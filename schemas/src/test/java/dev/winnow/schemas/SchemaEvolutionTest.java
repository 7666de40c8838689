package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {

    static List<String> presentNames() {
        return SchemaHistory.presentNames();
    }

    @ParameterizedTest
    @MethodSource("presentNames")
    void shouldReadEveryVersionThatWasWritten(String name) {
        // Given
        Schema present = SchemaHistory.present(name);

        // When
        List<Path> versions = SchemaHistory.previousVersions(name);

        // Then
        assertThat(versions)
                .as("versions of %s in src/test/resources/schemas/previous; its README says how to add one", name)
                .isNotEmpty()
                .allSatisfy(version -> assertThat(SchemaHistory.obstacles(present, SchemaHistory.parse(version)))
                        .as(
                                "src/main/avro/%s.avsc must read what %s wrote: give a new field a default, keep names"
                                        + " and types, add an alias where a field is renamed",
                                name, version)
                        .isEmpty());
    }

    @Test
    void shouldKeepEverySchemaThatWasWritten() {
        // When
        List<String> written = SchemaHistory.previousNames();

        // Then
        assertThat(SchemaHistory.presentNames())
                .as("schemas in src/main/avro; records of all of these lie on topics")
                .containsAll(written);
    }

    @Test
    void shouldNameTheObstacleWhenANewFieldLacksADefault() {
        // Given
        Schema written = SchemaHistory.present("Document");
        Schema changed = new Schema.Parser()
                .parse(written.toString()
                        .replace("\"fields\":[", "\"fields\":[{\"name\":\"language\",\"type\":\"string\"},"));

        // When
        List<String> obstacles = SchemaHistory.obstacles(changed, written);

        // Then
        assertThat(obstacles).singleElement().asString().contains("READER_FIELD_MISSING_DEFAULT_VALUE", "language");
    }

    @Test
    void shouldNameTheObstacleWhenATypeChanges() {
        // Given
        Schema written = SchemaHistory.present("Classification");
        Schema changed = new Schema.Parser()
                .parse(written.toString()
                        .replace("\"name\":\"tokens\",\"type\":\"int\"", "\"name\":\"tokens\",\"type\":\"string\""));

        // When
        List<String> obstacles = SchemaHistory.obstacles(changed, written);

        // Then
        assertThat(obstacles).singleElement().asString().contains("TYPE_MISMATCH");
    }
}
