package dev.winnow.model.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The formats a data set may be in, each also with {@code .gz} behind its name. */
enum RowFormat {
    JSONL {
        @Override
        RowReader open(Path file, InputStream in) {
            return new JsonRows(new BoundedLines(in));
        }
    },
    CSV {
        @Override
        RowReader open(Path file, InputStream in) throws IOException {
            return CsvRows.open(file, new CsvRecords(in, ','));
        }
    },
    TSV {
        @Override
        RowReader open(Path file, InputStream in) throws IOException {
            return CsvRows.open(file, new CsvRecords(in, '\t'));
        }
    };

    /**
     * Reads a file of this format.
     *
     * @param file for messages
     * @param in its content, unzipped
     * @throws DatasetException if the file's head says that none of its rows can be read
     */
    abstract RowReader open(Path file, InputStream in) throws IOException;

    /** What files of this format end with, for instance {@code .csv}. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** The format of a file by its name, which ends as one of them does. */
    static RowFormat of(Path file) {
        String name = file.toString();
        String unzipped = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return Arrays.stream(values())
                .filter(format -> unzipped.endsWith(format.suffix()))
                .findFirst()
                .orElseThrow();
    }
}
