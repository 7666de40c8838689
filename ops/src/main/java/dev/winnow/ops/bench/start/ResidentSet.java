package dev.winnow.ops.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Resident set of a process as Linux tells it (proc(5), {@code VmRSS}). */
final class ResidentSet {
    private static final String FIELD = "VmRSS:";
    private static final long KIB = 1024;

    private ResidentSet() {}

    /** Bytes; empty where the file is missing or says nothing. */
    static OptionalLong ofStatus(Path status) {
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try {
            return ofLines(Files.readAllLines(status));
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong ofLines(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(FIELD))
                .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }
}
