package dev.winnow.model.evaluation;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;

/**
 * Chooses where a curve is measured: offsets lie close where the speed-up changes fast and far apart where it does not.
 *
 * <p>Evenly spaced offsets were rejected: where the learnt thresholds are 0.2, everything below -0.2 keeps all tokens, and most
 * points of the curve would say the same.
 */
final class OffsetGrid {
    /** Offsets are multiples of a hundredth, so that people can write them down. */
    private static final double PER_UNIT = 100;

    private static final double[] CORNERS = {-1, 0, 1};

    private OffsetGrid() {}

    /**
     * The next offset to measure: -1, 0 and 1, then the middle of the two neighbours whose speed-ups differ most as a ratio.
     *
     * @param speedups measured so far, by offset
     * @return empty where no two neighbours leave room between them
     */
    static OptionalDouble next(NavigableMap<Double, Double> speedups) {
        for (double corner : CORNERS) {
            if (!speedups.containsKey(corner)) {
                return OptionalDouble.of(corner);
            }
        }
        OptionalDouble best = OptionalDouble.empty();
        double widest = Double.NEGATIVE_INFINITY;
        Map.Entry<Double, Double> from = null;
        for (Map.Entry<Double, Double> to : speedups.entrySet()) {
            if (from != null && to.getKey() - from.getKey() > 1.5 / PER_UNIT) {
                double gap = Math.abs(Math.log(to.getValue() / from.getValue()));
                if (gap > widest) {
                    widest = gap;
                    best = OptionalDouble.of(middle(from.getKey(), to.getKey()));
                }
            }
            from = to;
        }
        return best;
    }

    private static double middle(double from, double to) {
        return Math.round((from + to) / 2 * PER_UNIT) / PER_UNIT;
    }
}
