package dev.winnow.model.calibration;

import java.util.Arrays;

/**
 * Isotonic regression: the monotone sequence nearest to the measured one in squares, by pooling adjacent violators
 * (Ayer et al., 1955; linear time).
 *
 * <p>It must exist because a curve measured on some thousand documents goes up and down by chance, and whoever looks an
 * operating point up on such a curve could find that less work is more accurate, or several offsets for one speed-up.
 * Fitting a formula was rejected: it would bend the curve where no data asks for it.
 */
final class Isotonic {
    private Isotonic() {}

    /** The nearest sequence that never falls. */
    static double[] rising(double[] values) {
        int n = values.length;
        double[] means = new double[n];
        int[] starts = new int[n + 1];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            means[pools] = values[i];
            starts[pools] = i;
            pools++;
            while (pools > 1 && means[pools - 2] > means[pools - 1]) {
                int left = starts[pools - 1] - starts[pools - 2];
                int right = i + 1 - starts[pools - 1];
                means[pools - 2] = (means[pools - 2] * left + means[pools - 1] * right) / (left + right);
                pools--;
            }
        }
        starts[pools] = n;
        double[] fitted = new double[n];
        for (int p = 0; p < pools; p++) {
            Arrays.fill(fitted, starts[p], starts[p + 1], means[p]);
        }
        return fitted;
    }

    /** The nearest sequence that never rises. */
    static double[] falling(double[] values) {
        return negated(rising(negated(values)));
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }
}
