package dev.winnow.model.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Records under a header that names the columns {@code text} and {@code label}, and perhaps {@code id}. */
final class CsvRows implements RowReader {
    private final CsvRecords records;
    private final List<String> header;

    private CsvRows(CsvRecords records, List<String> header) {
        this.records = records;
        this.header = header;
    }

    /**
     * Reads the header.
     *
     * @throws DatasetException if it lacks a column, or has one twice
     */
    static CsvRows open(Path file, CsvRecords records) throws IOException {
        List<String> header = List.of();
        try {
            if (records.next()) {
                header = records.fields().stream().map(String::strip).toList();
            }
        } catch (BadRowException e) {
            throw new DatasetException(file + " has a header that cannot be read: " + e.getMessage(), e);
        }
        for (String column : List.of("text", "label")) {
            if (Collections.frequency(header, column) != 1) {
                throw new DatasetException(
                        "%s must begin with a row of column names, with 'text' and 'label' once each; it has %s"
                                .formatted(file, header));
            }
        }
        return new CsvRows(records, header);
    }

    @Override
    public boolean next() throws IOException {
        return records.next();
    }

    @Override
    public long line() {
        return records.line();
    }

    @Override
    public Example example() throws BadRowException {
        List<String> fields = records.fields();
        if (fields.size() != header.size()) {
            throw new BadRowException("%d fields where the header names %d".formatted(fields.size(), header.size()));
        }
        String id = value(fields, "id");
        return new RowFields(
                        id == null || id.isBlank() ? null : id,
                        value(fields, "text"),
                        value(fields, "label"),
                        List.of(),
                        List.of(),
                        Map.of())
                .example(line());
    }

    private String value(List<String> fields, String column) {
        int index = header.indexOf(column);
        return index < 0 ? null : fields.get(index);
    }
}
