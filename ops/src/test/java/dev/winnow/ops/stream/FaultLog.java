package dev.winnow.ops.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** {@code target/faults.jsonl}: one JSON object per fault, begun anew by every run of the suite. */
public final class FaultLog {
    private static final Path FILE = Path.of("target", "faults.jsonl");
    private static boolean begun;

    private FaultLog() {}

    public static synchronized void add(Map<String, Object> line) {
        try {
            Files.createDirectories(FILE.getParent());
            if (!begun) {
                Files.deleteIfExists(FILE);
                begun = true;
            }
            Files.writeString(
                    FILE,
                    new ObjectMapper().writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
