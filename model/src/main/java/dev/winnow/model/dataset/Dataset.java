package dev.winnow.model.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A folder with the files {@code train}, {@code validation} and {@code test}, each {@code .jsonl} or {@code .jsonl.gz}: one
 * JSON object a line with the fields {@code text} and {@code label}, and {@code id} if there is one. Other fields are
 * ignored.
 */
public final class Dataset {
    private final Path folder;

    private Dataset(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the folder; files are read by {@link #read}.
     *
     * @throws DatasetException if it is not a folder
     */
    public static Dataset open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DatasetException(
                    folder + " is not a folder; name one that holds train.jsonl, validation.jsonl and"
                            + " test.jsonl (or the same names with .gz)");
        }
        return new Dataset(folder);
    }

    /** Last part of the folder's path. */
    public String name() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "data" : name.toString();
    }

    /** Whether the split has a file. */
    public boolean has(Split split) {
        return file(split).isPresent();
    }

    /**
     * Reads a split whole.
     *
     * @throws DatasetException if the file is missing, cannot be read to its end or has no usable row
     */
    public DatasetSplit read(Split split) {
        Path file = file(split)
                .orElseThrow(
                        () -> new DatasetException("%s has no %s split: neither %2$s.jsonl nor %2$s.jsonl.gz is there"
                                .formatted(folder, split.fileName())));
        List<Example> examples = new ArrayList<>();
        List<BadRow> badRows = new ArrayList<>();
        try (InputStream in = open(file, Files.newInputStream(file))) {
            read(file, new BoundedLines(in), examples, badRows);
        } catch (IOException e) {
            throw new DatasetException(
                    "%s cannot be read beyond row %d: %s; restore the file"
                            .formatted(file, examples.size() + badRows.size(), e.getMessage()),
                    e);
        }
        return new DatasetSplit(file, examples, badRows);
    }

    private Optional<Path> file(Split split) {
        Path plain = folder.resolve(split.fileName() + ".jsonl");
        Path zipped = folder.resolve(split.fileName() + ".jsonl.gz");
        return Files.exists(plain) ? Optional.of(plain) : Optional.of(zipped).filter(Files::exists);
    }

    private static InputStream open(Path file, InputStream in) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static void read(Path file, BoundedLines lines, List<Example> examples, List<BadRow> badRows)
            throws IOException {
        while (lines.next()) {
            if (lines.blank()) {
                continue;
            }
            try {
                examples.add(RowParser.parse(lines));
            } catch (BadRowException e) {
                badRows.add(new BadRow(file, lines.number(), e.getMessage()));
            }
        }
    }
}
