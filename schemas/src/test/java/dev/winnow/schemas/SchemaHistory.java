package dev.winnow.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** The schemas of today and the versions that were written before. */
final class SchemaHistory {
    private static final Path PRESENT = Path.of("src", "main", "avro");
    private static final Path PREVIOUS = Path.of("src", "test", "resources", "schemas", "previous");

    private SchemaHistory() {}

    static List<String> presentNames() {
        return list(PRESENT).stream()
                .map(file -> file.getFileName().toString().replace(".avsc", ""))
                .toList();
    }

    static List<String> previousNames() {
        return list(PREVIOUS).stream()
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    static Schema present(String name) {
        return parse(PRESENT.resolve(name + ".avsc"));
    }

    static List<Path> previousVersions(String name) {
        return list(PREVIOUS.resolve(name));
    }

    static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each reason why records of the one schema cannot be read with the other; empty when they can. */
    static List<String> obstacles(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(SchemaHistory::describe)
                .toList();
    }

    private static String describe(Incompatibility obstacle) {
        return "%s at %s: %s".formatted(obstacle.getType(), obstacle.getLocation(), obstacle.getMessage());
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
