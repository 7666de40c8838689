package dev.winnow.ops.console;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one bundle at a moment.
 *
 * @param atMillis since the epoch
 * @param values by the place of the {@link Figure}; NaN where nothing is known
 */
record Sample(long atMillis, double[] values) {
    private static final double DIGITS = 1e4;

    Sample {
        if (values.length != Figure.values().length) {
            throw new IllegalArgumentException("a sample has a value for every figure");
        }
    }

    /** Nothing known. */
    static Sample unknown(long atMillis) {
        double[] values = new double[Figure.values().length];
        Arrays.fill(values, Double.NaN);
        return new Sample(atMillis, values);
    }

    Sample with(Figure figure, double value) {
        values[figure.place()] = value;
        return this;
    }

    double value(Figure figure) {
        return values[figure.place()];
    }

    /** One sample for several that follow each other: means, and peaks where those matter. */
    static Sample of(List<Sample> several) {
        Sample sum = unknown(several.get(several.size() - 1).atMillis());
        for (Figure figure : Figure.values()) {
            double[] known = several.stream()
                    .mapToDouble(sample -> sample.value(figure))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            if (known.length > 0) {
                var all = Arrays.stream(known).summaryStatistics();
                sum.with(figure, figure.isPeak() ? all.getMax() : all.getAverage());
            }
        }
        return sum;
    }

    /** For JSON, which has no NaN. */
    Map<String, Double> known() {
        Map<String, Double> known = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            known.put(figure.key(), number(value(figure)));
        }
        return known;
    }

    /** Rounded, since a page needs no more; null for NaN. */
    static Double number(double value) {
        return Double.isFinite(value) ? Math.rint(value * DIGITS) / DIGITS : null;
    }
}
