package dev.winnow.model.calibration;

/**
 * Where a share lies that was measured on a sample.
 *
 * @param low lower end
 * @param high upper end
 */
public record ConfidenceInterval(double low, double high) {
    /** The standard normal's quantile that leaves 2.5 % above it. */
    private static final double Z = 1.959963984540054;

    /**
     * The 95 % interval of Wilson's score test (Wilson, 1927). Unlike the textbook's {@code p ± z·√(p(1−p)/n)} it stays within 0
     * and 1 and has a width where all or none were counted.
     *
     * @param share what was measured, 0 to 1
     * @param sample how many were asked, at least 1
     */
    public static ConfidenceInterval wilson(double share, long sample) {
        if (!(share >= 0 && share <= 1) || sample < 1) {
            throw new IllegalArgumentException("no share of a sample: " + share + " of " + sample);
        }
        double z2 = Z * Z / sample;
        double centre = (share + z2 / 2) / (1 + z2);
        double reach = Z / (1 + z2) * Math.sqrt(share * (1 - share) / sample + z2 / (4 * sample));
        return new ConfidenceInterval(Math.max(0, centre - reach), Math.min(1, centre + reach));
    }
}
