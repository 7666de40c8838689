package dev.winnow.model.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folder operations that the platform lacks. */
final class Folders {
    private Folders() {}

    /** Deletes a folder with all it holds; links are removed, not followed. */
    static void delete(Path folder) throws IOException {
        for (Path path : contents(folder, Comparator.reverseOrder())) {
            Files.delete(path);
        }
    }

    /** Regular files below a folder as paths relative to it, in a fixed order. */
    static List<Path> files(Path folder) throws IOException {
        return contents(folder, Comparator.naturalOrder()).stream()
                .filter(Files::isRegularFile)
                .map(folder::relativize)
                .toList();
    }

    /** Copies the regular files below a folder into an empty one, under the same names. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(from.resolve(file), copy);
        }
    }

    private static List<Path> contents(Path folder, Comparator<Path> order) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(order).toList();
        }
    }
}
