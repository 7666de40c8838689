package dev.winnow.ops.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and its unit, {@code 250ms}, {@code 5s}, {@code 2m} or {@code 1h}. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
    private static final Pattern BARE = Pattern.compile("\\d+");

    private Durations() {}

    /**
     * Reads what people write.
     *
     * @throws IllegalArgumentException when it is written otherwise
     */
    public static Duration parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    BARE.matcher(text).matches()
                            ? "'" + text + "' has no unit; write '" + text + "ms' or '" + text + "s'"
                            : "'" + text + "' is not a duration such as '250ms', '5s' or '2m'");
        }
        long amount = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** The shortest writing that {@link #parse} reads back; milliseconds are the finest unit. */
    static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0 || millis % 1_000 != 0) {
            return millis + "ms";
        }
        if (millis % 60_000 != 0) {
            return millis / 1_000 + "s";
        }
        return millis % 3_600_000 != 0 ? millis / 60_000 + "m" : millis / 3_600_000 + "h";
    }
}
