package dev.winnow.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDatasetTest {
    private static final String HEADER = "text,label\n";

    @TempDir
    private Path folder;

    @Test
    void shouldReadQuotedFields() throws IOException {
        // Given: separators, line breaks and quotes within quotes; columns in any order, some of them unknown
        write(
                "train.csv",
                String.join(
                        "\r\n",
                        "votes,label,text,id",
                        "3,calm,\"fine, \"\"mild\"\" weather",
                        "all day\",a",
                        "",
                        "4,storm,a \"gale\" at sea,",
                        "5,\"calm\",\"\u00fcber 20 \ud83c\udf21\",c"));

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.badRows()).isEmpty();
        assertThat(split.examples())
                .containsExactly(
                        new Example("a", "fine, \"mild\" weather\r\nall day", "calm"),
                        new Example("line-5", "a \"gale\" at sea", "storm"),
                        new Example("c", "\u00fcber 20 \ud83c\udf21", "calm"));
    }

    @Test
    void shouldReadTabsBehindAByteOrderMark() throws IOException {
        write("train.tsv", "\ufefftext\tlabel\nfine, mild\tcalm\n\"a\ttab\"\tcalm\n");

        assertThat(Dataset.open(folder).read(Split.TRAIN).examples())
                .containsExactly(new Example("line-2", "fine, mild", "calm"), new Example("line-3", "a\ttab", "calm"));
    }

    @Test
    void shouldReadGzippedFiles() throws IOException {
        // Given
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("test.csv.gz")))) {
            zip.write((HEADER + "fine,calm\n").getBytes(StandardCharsets.UTF_8));
        }

        // When, Then
        assertThat(Dataset.open(folder).has(Split.TEST)).isTrue();
        assertThat(Dataset.open(folder).read(Split.TEST).examples()).hasSize(1);
    }

    @Test
    void shouldReportEveryBadRowWithItsLine() throws IOException {
        // Given
        write(
                "train.csv",
                HEADER
                        + "fine,calm\n" // 2
                        + "one field\n"
                        + "three,fields,here\n"
                        + "  ,calm\n" // 5
                        + "no label,\n"
                        + "\"spans\ntwo lines\" wrongly,calm\n" // 7, 8
                        + "fine again,calm\n"
                        + "x".repeat(BoundedLines.MAX_BYTES) + ",calm\n" // 10
                        + ",".repeat(BoundedLines.MAX_BYTES) + "\n"
                        + "still fine,calm\n"
                        + "\"never closed,calm\n" // 13
                        + "lost,calm");

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.examples()).extracting(Example::text).containsExactly("fine", "fine again", "still fine");
        assertThat(split.badRows())
                .extracting(BadRow::line, BadRow::reason)
                .containsExactly(
                        tuple(3L, "1 fields where the header names 2"),
                        tuple(4L, "3 fields where the header names 2"),
                        tuple(5L, "the text is blank"),
                        tuple(6L, "no label"),
                        tuple(7L, "text behind the closing quote of a field, up to line 8"),
                        tuple(10L, "longer than 1048576 bytes"),
                        tuple(11L, "longer than 1048576 bytes"),
                        tuple(13L, "the quote opened in line 13 is never closed, up to line 14"));
    }

    @Test
    void shouldReportBytesThatAreNotUtf8() throws IOException {
        // Given
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes((HEADER + "caf").getBytes(StandardCharsets.UTF_8));
        file.write(0xE9);
        file.writeBytes(",calm\nfine,calm\n".getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("train.csv"), file.toByteArray());

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.examples()).hasSize(1);
        assertThat(split.badRows())
                .extracting(BadRow::line, BadRow::reason)
                .containsExactly(tuple(2L, "not readable as UTF-8 text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text;label\nfine;calm\n", "text,text,label\n", "fine,calm\n", "\"text,label\n"})
    void shouldSayThatTheHeaderIsMissing(String content) throws IOException {
        write("train.csv", content);

        assertThatThrownBy(() -> Dataset.open(folder).read(Split.TRAIN))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("train.csv")
                .hasMessageMatching("(?s).*(row of column names|header that cannot be read).*");
    }

    @Test
    void shouldRefuseASplitInTwoFormats() throws IOException {
        // Given
        write("train.csv", HEADER + "fine,calm\n");
        write("train.jsonl", "{\"text\": \"fine\", \"label\": \"calm\"}\n");
        write("test.tsv", "text\tlabel\nfine\tcalm\n");

        // When, Then
        assertThat(Dataset.open(folder).read(Split.TEST).examples()).hasSize(1);
        assertThatThrownBy(() -> Dataset.open(folder).read(Split.TRAIN))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("more than one train split: train.jsonl, train.csv");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
