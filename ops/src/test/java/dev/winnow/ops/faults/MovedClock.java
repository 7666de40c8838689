package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.Launch;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import javax.tools.ToolProvider;

/**
 * The wall clock of processes, as Kafka's clients and Kafka Streams see it, which a test can set. Their one way to it is a
 * class of their own, whose place another takes in those processes. Rejected: a library under the system's calls, which
 * not every machine has; setting the machine's clock, which is everybody's.
 */
final class MovedClock {
    private final Path folder;
    private final Path ahead;

    private MovedClock(Path folder) {
        this.folder = folder;
        this.ahead = folder.resolve("ahead");
    }

    static MovedClock in(Path parent) {
        try {
            MovedClock clock = new MovedClock(Files.createDirectory(parent.resolve("clock")));
            clock.set(Duration.ZERO);
            clock.compile();
            return clock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile() throws IOException {
        Path source = folder.resolve("SystemTime.java");
        try (InputStream text = MovedClock.class.getResourceAsStream("SystemTime.java.txt")) {
            Files.copy(text, source);
        }
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(errors).isZero();
    }

    /** The processes of a launch go by this clock. */
    Launch on(Launch launch) {
        return launch.withJvm(
                "-Dfaults.clock=" + ahead, "-cp", folder + File.pathSeparator + System.getProperty("java.class.path"));
    }

    /** Sets it so much ahead of the true time. */
    void set(Duration difference) {
        try {
            Path written = Files.writeString(folder.resolve("written"), String.valueOf(difference.toMillis()));
            Files.move(written, ahead, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
