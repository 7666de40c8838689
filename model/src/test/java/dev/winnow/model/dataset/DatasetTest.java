package dev.winnow.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
    private static final String GOOD = "{\"id\": \"a\", \"text\": \"fine weather\", \"label\": \"calm\"}\n";

    @TempDir
    private Path folder;

    @Test
    void shouldReadRowsAndIgnoreOtherFields() throws IOException {
        // Given
        write("train.jsonl", GOOD + "{\"notes\": [1, {\"x\": 2}], \"text\": \"gr\\u00fcn\", \"label\": 3}\n");

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.badRows()).isEmpty();
        assertThat(split.examples())
                .containsExactly(new Example("a", "fine weather", "calm"), new Example("line-2", "grün", "3"));
        assertThat(split.labels()).containsExactly("3", "calm");
        assertThat(split.targets(List.of("calm", "3"))).containsExactly(0, 1);
    }

    @Test
    void shouldReadHowManyAnnotatorsGaveEachLabel() throws IOException {
        // Given
        write(
                "train.jsonl",
                "{\"text\": \"rain\", \"votes\": {\"calm\": 2, \"storm\": 1}, \"label\": \"calm\"}\n" + GOOD
                        + "{\"text\": \"rain\", \"votes\": {\"calm\": -2}, \"label\": \"calm\"}\n"
                        + "{\"text\": \"rain\", \"votes\": [2, 1], \"label\": \"calm\"}\n");

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.examples())
                .extracting(Example::votes)
                .containsExactly(Map.of("calm", 2, "storm", 1), Map.of());
        assertThat(split.badRows()).hasSize(2).allSatisfy(row -> assertThat(row.toString())
                .contains("votes"));
    }

    @Test
    void shouldReadGzippedFiles() throws IOException {
        // Given
        Files.write(folder.resolve("test.jsonl.gz"), gzip(GOOD.repeat(3)));

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TEST);

        // Then
        assertThat(split.examples()).hasSize(3);
    }

    @Test
    void shouldReportEveryBadRowWithItsLine() throws IOException {
        // Given
        write(
                "train.jsonl",
                GOOD
                        + "not json\n"
                        + "[1, 2]\n"
                        + "{\"text\": \"half\n"
                        + "\n"
                        + "{\"label\": \"calm\"}\n"
                        + "{\"text\": \"  \", \"label\": \"calm\"}\n"
                        + "{\"text\": \"no label\"}\n"
                        + "{\"text\": \"null label\", \"label\": null}\n"
                        + "{\"text\": \"two\", \"label\": \"a\"} {}\n"
                        + "{\"text\": \"" + "x".repeat(BoundedLines.MAX_BYTES) + "\", \"label\": \"calm\"}\n"
                        + GOOD);

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.examples()).hasSize(2);
        assertThat(split.badRows())
                .extracting(BadRow::line, BadRow::reason)
                .containsExactly(
                        tuple(2L, "not a JSON object, column 1"),
                        tuple(3L, "not a JSON object"),
                        tuple(4L, "not a JSON object, column 15"),
                        tuple(6L, "no field text, or not a string"),
                        tuple(7L, "the text is blank"),
                        tuple(8L, "no label"),
                        tuple(9L, "no label"),
                        tuple(10L, "more than one JSON object in the line"),
                        tuple(11L, "longer than 1048576 bytes"));
        assertThat(split.badRows().get(0))
                .hasToString(folder.resolve("train.jsonl") + " line 2: not a JSON object, column 1");
    }

    @Test
    void shouldReportBytesThatAreNotUtf8() throws IOException {
        // Given
        byte[] row = GOOD.getBytes(StandardCharsets.UTF_8);
        row[GOOD.indexOf("fine")] = (byte) 0xFF;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(row);
        file.writeBytes(GOOD.getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("train.jsonl"), file.toByteArray());

        // When
        DatasetSplit split = Dataset.open(folder).read(Split.TRAIN);

        // Then
        assertThat(split.badRows()).extracting(BadRow::line).containsExactly(1L);
    }

    @Test
    void shouldSayWhichSplitIsMissing() {
        assertThatThrownBy(() -> Dataset.open(folder).read(Split.VALIDATION))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no validation split")
                .hasMessageContaining("validation.jsonl.gz");
    }

    @Test
    void shouldRefuseASplitWithoutAUsableRow() throws IOException {
        // Given
        write("train.jsonl", "oops\n\n");

        // When, Then
        assertThatThrownBy(() -> Dataset.open(folder).read(Split.TRAIN))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no usable row (1 bad ones, the first:")
                .hasMessageContaining("line 1");
    }

    @Test
    void shouldRefuseAFileCutShort() throws IOException {
        // Given
        byte[] whole = gzip(GOOD.repeat(50));
        Files.write(folder.resolve("train.jsonl.gz"), Arrays.copyOf(whole, whole.length - 12));

        // When, Then
        assertThatThrownBy(() -> Dataset.open(folder).read(Split.TRAIN))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot be read beyond row");
    }

    @Test
    void shouldRefuseWhatIsNoFolder() {
        assertThatThrownBy(() -> Dataset.open(folder.resolve("nothing")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void shouldNameTheLabelThatAModelDoesNotKnow() throws IOException {
        // Given
        write("test.jsonl", GOOD);
        DatasetSplit split = Dataset.open(folder).read(Split.TEST);

        // When, Then
        assertThatThrownBy(() -> split.targets(List.of("storm", "rain")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("'calm'")
                .hasMessageContaining("[storm, rain]");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
