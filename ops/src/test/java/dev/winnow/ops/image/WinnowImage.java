package dev.winnow.ops.image;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;

/** The image, built once from the Dockerfile and what Maven staged for it. */
public final class WinnowImage {
    /** Not the name that people use: a test must not replace what they run. */
    private static final String NAME = "winnow:test";

    static final Path STAGED = Path.of("target", "image");

    private static boolean built;

    private WinnowImage() {}

    /** The name of the image; skips the test where it cannot be built. */
    public static synchronized String name() {
        assumeThat(STAGED)
                .as("the staged image, which only a build on x86-64 Linux has")
                .exists();
        assumeThat(Command.docker().exists("version")).as("a docker command").isTrue();
        if (!built) {
            Command.docker()
                    .run("build", "--quiet", "--file", "ops/Dockerfile", "--tag", NAME, ".")
                    .require();
            built = true;
        }
        return NAME;
    }
}
