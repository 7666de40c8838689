package dev.winnow.model.encoder;

/**
 * How often the values that come into a linear layer occur, in bins of equal width.
 *
 * <p>For the maintainer: 256 steps over all values waste most of them on a few outliers, and over too few cut off what
 * matters. {@link #range()} takes the range whose expected squared error is least: values inside are off by a uniform error
 * of a step s, s²/12 on average, those outside by their distance to the nearer end. (Banner et al., NeurIPS 2019, minimise
 * the same sum for a fitted distribution; here it is taken over the histogram as it is.)
 *
 * @param low lower end of the first bin
 * @param high upper end of the last
 * @param counts of the bins
 */
record ActivationHistogram(float low, float high, float[] counts) {
    /** Candidates for each end of the range: from it to 0 in so many steps. */
    private static final int CANDIDATES = 100;

    /** The range of least squared error among those that hold 0. */
    ActivationRange range() {
        float least = Math.min(low, 0);
        float most = Math.max(high, 0);
        double total = total();
        Cut[] below = new Cut[CANDIDATES];
        Cut[] above = new Cut[CANDIDATES];
        for (int i = 0; i < CANDIDATES; i++) {
            below[i] = cut(least * (CANDIDATES - i) / CANDIDATES, -1);
            above[i] = cut(most * (CANDIDATES - i) / CANDIDATES, 1);
        }
        ActivationRange best = new ActivationRange(least, most);
        double bestError = error(total, best, below[0], above[0]);
        for (Cut from : below) {
            for (Cut to : above) {
                ActivationRange candidate = new ActivationRange(from.end(), to.end());
                double error = error(total, candidate, from, to);
                if (error < bestError) {
                    best = candidate;
                    bestError = error;
                }
            }
        }
        return best;
    }

    /** Sum of the squared errors of all values with this range. */
    double error(ActivationRange range) {
        return error(total(), range, cut(range.low(), -1), cut(range.high(), 1));
    }

    private double total() {
        double total = 0;
        for (float count : counts) {
            total += count;
        }
        return total;
    }

    private static double error(double total, ActivationRange range, Cut below, Cut above) {
        double inside = range.scale() * range.scale() / 12;
        return below.error() + above.error() + (total - below.values() - above.values()) * inside;
    }

    /**
     * What one end of a range leaves outside.
     *
     * @param end of the range
     * @param values how many are beyond it
     * @param error sum of their squared distances to it
     */
    private record Cut(float end, double values, double error) {}

    private Cut cut(float end, int direction) {
        double width = ((double) high - low) / counts.length;
        double values = 0;
        double error = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            double beyond = direction * (low + (bin + 0.5) * width - end);
            if (beyond > 0) {
                values += counts[bin];
                error += counts[bin] * beyond * beyond;
            }
        }
        return new Cut(end, values, error);
    }
}
