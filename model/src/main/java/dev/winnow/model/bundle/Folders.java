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

    private static List<Path> contents(Path folder, Comparator<Path> order) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(order).toList();
        }
    }
}
