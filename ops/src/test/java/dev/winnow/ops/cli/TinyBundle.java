package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A bundle that knows cooking from weather, trained once for all tests of this process. */
final class TinyBundle {
    private static final Path FOLDER = createFolder();
    private static final Cli TRAINING = train();

    private TinyBundle() {}

    /** Folder of the data. */
    static Path data() {
        return FOLDER.resolve("tiny");
    }

    /** Folder of the bundle. */
    static Path folder() {
        return FOLDER.resolve("cooking-or-weather");
    }

    /** What {@code winnow train} had to say. */
    static Cli training() {
        return TRAINING;
    }

    private static Cli train() {
        try {
            TinyData.write(Files.createDirectory(data()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cli training = Cli.run("train", "--stage", "probe", "--data", data().toString(), "--out", folder().toString());
        assertThat(training.exitCode()).as(training.err()).isZero();
        return training;
    }

    private static Path createFolder() {
        try {
            Path folder = Files.createTempDirectory("winnow-tiny-bundle-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
