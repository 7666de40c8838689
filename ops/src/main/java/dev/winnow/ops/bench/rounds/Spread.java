package dev.winnow.ops.bench.rounds;

import java.util.List;

/**
 * A figure over several rounds.
 *
 * @param least the smallest
 * @param median the one to quote
 * @param most the largest
 */
public record Spread(double least, double median, double most) {
    /** Of one value at least. */
    public static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        return new Spread(sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]);
    }
}
