package dev.winnow.ops.faults;

import dev.winnow.ops.stream.Launch;
import dev.winnow.topology.config.Guarantee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the fault suite have in common: a folder, the small model, and a tag that keeps them out of others. */
@Tag("faults")
abstract class FaultTest {
    private static final Path BUNDLES = bundles();

    @TempDir
    Path folder;

    private static Path bundles() {
        try {
            Path parent = Files.createTempDirectory("winnow-fault-bundles-");
            SmallBundle.write(parent, "1.0.0");
            SmallBundle.write(parent, "2.0.0");
            return parent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String bundle(String version) {
        return BUNDLES.resolve("small-" + version).toString();
    }

    /** The program with the small model. */
    static Launch program(Guarantee guarantee) {
        return Launch.of(guarantee)
                .with("pipelines.0.bundle", bundle("1.0.0"))
                .withJvm(
                        "-Dlogback.configurationFile=logback-faults.xml",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1");
    }
}
