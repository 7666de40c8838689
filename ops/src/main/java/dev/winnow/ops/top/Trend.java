package dev.winnow.ops.top;

import java.util.Arrays;

/**
 * A figure over the last minutes.
 *
 * @param values one for each second, the newest last; NaN where it was not known
 */
public record Trend(double[] values) {

    /** Five minutes: long enough to see a load come and the controller answer it. */
    public static final int SECONDS = 300;

    /** Nothing is known yet. */
    public static final Trend EMPTY = new Trend(new double[0]);

    /** The same and a second more; the oldest one falls out. */
    Trend and(double value) {
        int kept = Math.min(values.length, SECONDS - 1);
        double[] next = Arrays.copyOfRange(values, values.length - kept, values.length + 1);
        next[kept] = value;
        return new Trend(next);
    }

    /** The least value; NaN where none is known. */
    double least() {
        return known(values).min().orElse(Double.NaN);
    }

    /** The largest value; NaN where none is known. */
    double most() {
        return known(values).max().orElse(Double.NaN);
    }

    /** The mean of each of so many parts of the whole time, the newest last; NaN where nothing is known. */
    double[] means(int parts) {
        double[] means = new double[parts];
        for (int part = 0; part < parts; part++) {
            means[part] = known(Arrays.copyOfRange(values, index(part, parts), index(part + 1, parts)))
                    .average()
                    .orElse(Double.NaN);
        }
        return means;
    }

    /** Parts lie where the whole time would have them, so that a second never wanders from part to part but by time. */
    private int index(int part, int parts) {
        return Math.max(0, values.length - (int) ((long) SECONDS * (parts - part) / parts));
    }

    private static java.util.stream.DoubleStream known(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value));
    }
}
