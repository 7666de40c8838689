package dev.winnow.model.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A folder with the files {@code train}, {@code validation} and {@code test}, each of them {@code .jsonl}, {@code .csv} or
 * {@code .tsv}, with or without {@code .gz}. Rows have the fields {@code text} and {@code label}, {@code id} if there is one,
 * and in JSON the human rationales {@code rationale} and {@code rationale_any}. Other fields are ignored.
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
                            + " test.jsonl (or .csv or .tsv, and each perhaps with .gz)");
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
        return !files(split).isEmpty();
    }

    /**
     * Reads a split whole.
     *
     * @throws DatasetException if the file is missing or there in several formats, cannot be read to its end, lacks the header
     *     that its format needs, or has no usable row
     */
    public DatasetSplit read(Split split) {
        Path file = file(split);
        List<Example> examples = new ArrayList<>();
        List<BadRow> badRows = new ArrayList<>();
        try (InputStream in = unzipped(file, Files.newInputStream(file))) {
            read(file, RowFormat.of(file).open(file, in), examples, badRows);
        } catch (IOException e) {
            throw new DatasetException(
                    "%s cannot be read beyond row %d: %s; restore the file"
                            .formatted(file, examples.size() + badRows.size(), e.getMessage()),
                    e);
        }
        return new DatasetSplit(file, examples, badRows);
    }

    /** Two files would leave it to chance which of them counts, and their rows may overlap. */
    private Path file(Split split) {
        List<Path> files = files(split);
        if (files.size() > 1) {
            throw new DatasetException("%s has more than one %s split: %s; leave one of them"
                    .formatted(
                            folder,
                            split.fileName(),
                            files.stream()
                                    .map(file -> file.getFileName().toString())
                                    .collect(Collectors.joining(", "))));
        }
        if (files.isEmpty()) {
            throw new DatasetException("%s has no %s split: none of %s is there"
                    .formatted(folder, split.fileName(), String.join(", ", names(split))));
        }
        return files.get(0);
    }

    private List<Path> files(Split split) {
        return names(split).stream().map(folder::resolve).filter(Files::exists).toList();
    }

    private static List<String> names(Split split) {
        return Arrays.stream(RowFormat.values())
                .map(format -> split.fileName() + format.suffix())
                .flatMap(name -> Stream.of(name, name + ".gz"))
                .toList();
    }

    private static InputStream unzipped(Path file, InputStream in) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static void read(Path file, RowReader rows, List<Example> examples, List<BadRow> badRows)
            throws IOException {
        while (rows.next()) {
            try {
                examples.add(rows.example());
            } catch (BadRowException e) {
                badRows.add(new BadRow(file, rows.line(), e.getMessage()));
            }
        }
    }
}
