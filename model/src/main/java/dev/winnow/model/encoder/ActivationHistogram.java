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
        ActivationRange best = new ActivationRange(least, most);
        double bestError = error(best);
        for (int i = 0; i < CANDIDATES; i++) {
            for (int j = 0; j < CANDIDATES; j++) {
                float from = least * (CANDIDATES - i) / CANDIDATES;
                float to = most * (CANDIDATES - j) / CANDIDATES;
                ActivationRange candidate = new ActivationRange(from, to);
                double error = error(candidate);
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
        double width = ((double) high - low) / counts.length;
        double inside = range.scale() * range.scale() / 12;
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            double value = low + (bin + 0.5) * width;
            double beyond = Math.max(0, Math.max(range.low() - value, value - range.high()));
            sum += counts[bin] * (beyond > 0 ? beyond * beyond : inside);
        }
        return sum;
    }
}
