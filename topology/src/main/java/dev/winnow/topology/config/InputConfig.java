package dev.winnow.topology.config;

import dev.winnow.topology.path.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * What the records of input topics look like. The defaults fit Winnow's own {@code Document}.
 *
 * @param format what the values are; {@code STRING} has no fields, so that the paths mean nothing to it
 * @param text path of the text, or several with commas between them
 * @param separator stands between the parts of a text
 * @param id path of the id; empty for the record's key or place
 * @param time path of the event time; empty for none
 * @param maxBytes a larger value is refused
 * @param maxDepth a value nested deeper is refused
 */
public record InputConfig(
        InputFormat format, String text, String separator, String id, String time, int maxBytes, int maxDepth) {

    public InputConfig {
        check("text", () -> FieldPath.parseAll(text));
        check("id", () -> optionalPath(id));
        check("time", () -> optionalPath(time));
        Checks.inRange("max-bytes", maxBytes, 1, 1 << 30);
        Checks.inRange("max-depth", maxDepth, 1, 1_000);
    }

    public static InputConfig defaults() {
        return new InputConfig(InputFormat.AVRO, "text", " ", "id", "eventTime?", 10 << 20, 64);
    }

    private static void check(String key, Runnable parse) {
        try {
            parse.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static Optional<FieldPath> optionalPath(String written) {
        return written.isBlank() ? Optional.empty() : Optional.of(FieldPath.parse(written));
    }

    public List<FieldPath> textPaths() {
        return FieldPath.parseAll(text);
    }

    public Optional<FieldPath> idPath() {
        return optionalPath(id);
    }

    public Optional<FieldPath> timePath() {
        return optionalPath(time);
    }
}
