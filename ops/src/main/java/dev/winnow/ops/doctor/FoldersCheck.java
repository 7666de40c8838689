package dev.winnow.ops.doctor;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders that are written to: the temporary one while a model is loaded, the engine's once for its natives. */
final class FoldersCheck implements Check {
    private static final long MIB = 1L << 20;

    /** An encoder of the size of MiniLM as TorchScript. */
    private static final long MODEL_MIB = 128;

    /** libtorch, unpacked. */
    private static final long NATIVES_MIB = 500;

    @Override
    public String name() {
        return "folders";
    }

    @Override
    public List<Finding> look(Setup setup) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        findings.add(
                look(temporary, MODEL_MIB, "a model is written there while it is loaded", "-Djava.io.tmpdir=FOLDER"));
        boolean unpacks = System.getProperty("PYTORCH_LIBRARY_PATH", System.getenv("PYTORCH_LIBRARY_PATH")) == null;
        if (unpacks) {
            Path cache = Utils.getEngineCacheDir("pytorch");
            long needed = Files.isDirectory(cache) ? 0 : NATIVES_MIB;
            findings.add(look(cache, needed, "libtorch is unpacked there", "DJL_CACHE_DIR=FOLDER"));
        }
        return findings;
    }

    private static Finding look(Path folder, long neededMib, String use, String option) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!isWritable(there)) {
            return Finding.problem(
                    "%s cannot be written to, and %s".formatted(folder, use),
                    "make it writable, or name another one with " + option);
        }
        long free = Files.getFileStore(there).getUsableSpace() / MIB;
        if (free < neededMib) {
            return Finding.problem(
                    "%s has %d MiB left and needs %d: %s".formatted(folder, free, neededMib, use),
                    "make room, or name another folder with " + option);
        }
        return Finding.ok("%s can be written to, %d MiB free".formatted(folder, free));
    }

    /** By trying: the permissions of a file system that is mounted read-only say nothing. */
    private static boolean isWritable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "winnow-doctor-", ""));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
