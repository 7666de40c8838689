package dev.winnow.ops.deadletters;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter lies in its topic; written {@code PARTITION@OFFSET}.
 *
 * @param partition of the dead-letter topic
 * @param offset in that partition
 */
public record LetterId(int partition, long offset) implements Comparable<LetterId> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})@(\\d{1,18})");
    private static final Comparator<LetterId> ORDER =
            Comparator.comparingInt(LetterId::partition).thenComparingLong(LetterId::offset);

    /**
     * Reads it as it is written.
     *
     * @throws IllegalArgumentException when it is written otherwise
     */
    public static LetterId parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "'%s' names no dead letter; write PARTITION@OFFSET, for instance 0@17".formatted(text));
        }
        return new LetterId(Integer.parseInt(written.group(1)), Long.parseLong(written.group(2)));
    }

    @Override
    public int compareTo(LetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
