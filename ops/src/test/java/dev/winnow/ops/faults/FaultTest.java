package dev.winnow.ops.faults;

import dev.winnow.ops.stream.Launch;
import dev.winnow.topology.config.Guarantee;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the fault suite have in common: a folder, the small model, and a tag that keeps them out of others. */
@Tag("faults")
abstract class FaultTest {
    @TempDir
    static Path bundles;

    @TempDir
    Path folder;

    @BeforeAll
    static void writeBundles() {
        SmallBundle.write(bundles, "1.0.0");
        SmallBundle.write(bundles, "2.0.0");
    }

    static String bundle(String version) {
        return bundles.resolve("small-" + version).toString();
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
