package dev.winnow.ops.top;

import java.util.Arrays;

/** Figures as a line of blocks. */
final class Spark {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int LAST = BLOCKS.length() - 1;

    private Spark() {}

    /** A block for each of so many parts of the trend, between these bounds; a blank where nothing is known. */
    static String of(Trend trend, double low, double high, int columns) {
        StringBuilder line = new StringBuilder(columns);
        Arrays.stream(trend.means(columns)).forEach(value -> line.append(block(value, low, high)));
        return line.toString();
    }

    private static char block(double value, double low, double high) {
        if (Double.isNaN(value)) {
            return ' ';
        }
        double share = high > low ? (value - low) / (high - low) : 0;
        return BLOCKS.charAt((int) Math.round(Math.max(0, Math.min(1, share)) * LAST));
    }
}
