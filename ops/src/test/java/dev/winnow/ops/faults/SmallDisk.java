package dev.winnow.ops.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of 32 megabytes, in memory. Only an administrator of a Linux machine may mount one. */
final class SmallDisk implements AutoCloseable {
    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts it on a folder; skips the test where that is not allowed. */
    static SmallDisk mount(Path folder) throws IOException {
        int status = run("mount", "-t", "tmpfs", "-o", "size=32m", "winnow-faults", folder.toString());
        assumeTrue(status == 0, "a tmpfs cannot be mounted here (needs root on Linux): no small disk to fill");
        return new SmallDisk(folder);
    }

    Path path() {
        return path;
    }

    /** Takes all the space there is. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filling())) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            if (path.toFile().getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    /** Gives the space back. */
    void clear() throws IOException {
        Files.delete(filling());
    }

    private Path filling() {
        return path.resolve("filling");
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        // Lazily: a process that was killed a moment ago may still be on its way out.
        run("umount", "-l", path.toString());
        Files.deleteIfExists(path);
    }
}
