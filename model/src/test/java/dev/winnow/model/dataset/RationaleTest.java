package dev.winnow.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RationaleTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPointAtTheMarkedWordsBehindAnEmoji() throws IOException {
        // Given: "wild" and "cold" are code points 2 to 6 and 9 to 13; the emoji takes two chars of the string each
        Example example = read("{\"rationale\": [[2, 6]], \"rationale_any\": [[9, 13], [2, 6]],"
                + " \"text\": \"\ud83d\ude00 wild, \ud83d\ude00cold\", \"label\": \"storm\"}");

        // When
        List<String> marked = words(example, example.rationale());
        List<String> any = words(example, example.rationaleAny());

        // Then
        assertThat(marked).containsExactly("wild");
        assertThat(any).containsExactly("cold", "wild");
        assertThat(example.rationale()).containsExactly(new Span(3, 7));
    }

    @Test
    void shouldTakeAMarkUpToTheEndOfTheText() throws IOException {
        Example example = read("{\"text\": \"so \ud83d\ude00\", \"label\": \"calm\", \"rationale\": [[3, 4]]}");

        assertThat(example.rationale()).containsExactly(new Span(3, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"rationale\": []", ", \"rationale\": null, \"rationale_any\": null"})
    void shouldDoWithoutMarks(String field) throws IOException {
        Example example = read("{\"text\": \"fine\", \"label\": \"calm\"" + field + "}");

        assertThat(example).isEqualTo(new Example("line-2", "fine", "calm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[7]",
                "[[7]]",
                "[[0, 1, 2]]",
                "[[0, \"1\"]]",
                "[[0, 1.5]]",
                "[[0, 99999999999]]",
                "[[-1, 2]]",
                "[[2, 2]]",
                "[[3, 2]]",
                "[[0, 5]]",
                "{\"start\": 0}"
            })
    void shouldReportSpansThatAreNone(String spans) throws IOException {
        // Given
        Files.writeString(
                folder.resolve("train.jsonl"),
                "{\"text\": \"fine\", \"label\": \"calm\"}\n"
                        + "{\"text\": \"fine\", \"label\": \"calm\", \"rationale_any\": " + spans + "}\n");

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.examples()).hasSize(1);
        assertThat(split.badRows()).hasSize(1);
        assertThat(split.badRows().get(0).line()).isEqualTo(2);
        assertThat(split.badRows().get(0).reason()).startsWith("the field rationale_any ");
    }

    private static List<String> words(Example example, List<Span> spans) {
        return spans.stream()
                .map(span -> example.text().substring(span.start(), span.end()))
                .toList();
    }

    /** Reads a row that stands behind a blank line. */
    private Example read(String row) throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), "\n" + row + "\n");
        return Dataset.open(folder).read(Split.TRAIN).examples().get(0);
    }
}
