package dev.winnow.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvRecordsProperties {

    @Property(tries = 400)
    void shouldReadBackQuotedRecordsAndTheirLines(@ForAll("tables") List<List<String>> table)
            throws IOException, BadRowException {
        // Given: quoted as RFC 4180 says, and the line that each record begins in, counted from the text
        StringBuilder file = new StringBuilder();
        List<Long> lines = new ArrayList<>();
        for (List<String> row : table) {
            lines.add(1 + file.chars().filter(c -> c == '\n').count());
            file.append(row.stream()
                            .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }

        // When
        CsvRecords records = records(file.toString());
        List<List<String>> read = new ArrayList<>();
        List<Long> begins = new ArrayList<>();
        while (records.next()) {
            read.add(records.fields());
            begins.add(records.line());
        }

        // Then
        assertThat(read).isEqualTo(table);
        assertThat(begins).isEqualTo(lines);
    }

    @Property(tries = 400)
    void shouldMoveOnThroughAnyFile(@ForAll("fragments") String file) throws IOException {
        // When
        CsvRecords records = records(file);
        List<Long> begins = new ArrayList<>();
        while (records.next()) {
            begins.add(records.line());
        }

        // Then: whatever is wrong with it, reading ends, moves on by a line at least and stays within the file
        long lines = 1 + file.chars().filter(c -> c == '\n').count();
        for (int i = 1; i < begins.size(); i++) {
            assertThat(begins.get(i)).isGreaterThan(begins.get(i - 1));
        }
        assertThat(begins).allMatch(line -> line >= 1 && line <= lines);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> fields = Arbitraries.strings()
                .withChars('"', ',', '\n', '\r', ' ', 'a', '\u00fc', '\u20ac')
                .ofMaxLength(8);
        return fields.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.strings().withChars('"', ',', '\n', '\r', 'a').ofMaxLength(60);
    }

    private static CsvRecords records(String file) throws IOException {
        return new CsvRecords(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), ',');
    }
}
