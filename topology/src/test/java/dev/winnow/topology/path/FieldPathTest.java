package dev.winnow.topology.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {

    @Test
    void shouldReadPaths() {
        assertThat(FieldPath.parseAll("title?, payload.body"))
                .containsExactly(
                        new FieldPath(List.of("title"), true), new FieldPath(List.of("payload", "body"), false));
        assertThat(FieldPath.parse("user\\.name.full name"))
                .isEqualTo(new FieldPath(List.of("user.name", "full name"), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``     | '' has an empty name",
                "a..b   | 'a..b' has an empty name",
                ".a     | '.a' has an empty name",
                "a,     | 'a,' has an empty name",
                "a?.b   | 'a?.b' goes on after a '?'; write '\\?' for a question mark in a name",
                "a\\    | 'a\\' ends in a backslash"
            })
    void shouldRefuseWhatIsNoPath(String written, String error) {
        assertThatThrownBy(() -> FieldPath.parseAll(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(error);
    }

    @Test
    void shouldRefuseSeveralPathsWhereOneIsMeant() {
        assertThatThrownBy(() -> FieldPath.parse("a, b")).hasMessage("'a, b' is not one path but 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nowhere           | 'nowhere' is missing: the value has no 'nowhere'",
                "payload.nowhere   | 'payload.nowhere' is missing: 'payload' has no 'nowhere'",
                "payload.body.x    | 'payload.body.x' is missing: 'payload.body' is a text and has no fields",
                "payload.none      | 'payload.none' is null",
                "payload.none.x    | 'payload.none.x' is missing: 'payload.none' is null and has no fields",
                "parts.2           | 'parts.2' is missing: 'parts' has 2 items, none at position 2",
                "parts.x           | 'parts.x' is missing: 'parts' is an array; 'x' is no position in it",
                "parts.99999999999 | 'parts.99999999999' is missing: 'parts' is an array; '99999999999' is no position"
                        + " in it"
            })
    void shouldSayWhereAPathBreaksOff(String written, String why) {
        // Given
        Map<String, Object> payload = new HashMap<>(Map.of("body", "confidential"));
        payload.put("none", null);
        Map<String, Object> root = Map.of("payload", payload, "parts", List.of(1L, 2L));

        // When, Then
        assertThat(FieldPath.parse(written).in(root)).isEqualTo(new Lookup.Missing(why));
    }

    @Test
    void shouldFindItemsOfArrays() {
        Map<String, Object> root = Map.of("parts", List.of(Map.of("text", "a"), Map.of("text", "b")));
        assertThat(FieldPath.parse("parts.1.text").in(root)).isEqualTo(new Lookup.Found("b"));
    }

    @Test
    void shouldFindNothingInAValueThatIsNull() {
        assertThat(FieldPath.parse("text").in(null))
                .isEqualTo(new Lookup.Missing("'text' is missing: the value is null and has no fields"));
        assertThat(FieldPath.parse("text").in(Collections.emptyMap())).isInstanceOf(Lookup.Missing.class);
    }
}
