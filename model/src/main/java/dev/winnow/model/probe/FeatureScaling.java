package dev.winnow.model.probe;

import dev.winnow.model.encoder.LinearHead;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Standardisation of features to mean 0 and deviation 1 over the training documents: z = (x − mean) / deviation.
 *
 * <p>Pooled features differ in scale by more than an order of magnitude, and one L2 penalty is fair to all only where they do
 * not. At prediction time nothing of this is left: {@link #fold} turns a head over z into the same head over x.
 *
 * @param mean {@code [F]}
 * @param deviation {@code [F]}, 1 for features that never change
 */
record FeatureScaling(float[] mean, float[] deviation) {
    private static final double CONSTANT = 1e-6;

    /** Mean and deviation of every column, summed in double precision. */
    static FeatureScaling of(FeatureMatrix matrix) {
        double[] sums = new double[matrix.columns()];
        double[] squares = new double[matrix.columns()];
        for (int r = 0; r < matrix.rows(); r++) {
            int offset = matrix.offset(r);
            for (int f = 0; f < sums.length; f++) {
                double value = matrix.values()[offset + f];
                sums[f] += value;
                squares[f] += value * value;
            }
        }
        float[] mean = new float[sums.length];
        float[] deviation = new float[sums.length];
        for (int f = 0; f < sums.length; f++) {
            double m = sums[f] / matrix.rows();
            double d = Math.sqrt(Math.max(0, squares[f] / matrix.rows() - m * m));
            mean[f] = (float) m;
            deviation[f] = d < CONSTANT ? 1 : (float) d;
        }
        return new FeatureScaling(mean, deviation);
    }

    /**
     * Standardises the matrix in place and returns it: a second copy of the training features would not fit into a small
     * heap.
     */
    FeatureMatrix apply(FeatureMatrix matrix) {
        IntStream.range(0, matrix.rows()).parallel().forEach(r -> {
            float[] values = matrix.values();
            int offset = matrix.offset(r);
            for (int f = 0; f < mean.length; f++) {
                values[offset + f] = (values[offset + f] - mean[f]) / deviation[f];
            }
        });
        return matrix;
    }

    /** The head over raw features that gives the same logits as {@code head} over standardised ones: w/σ and b − Σ w·μ/σ. */
    LinearHead fold(LinearHead head) {
        float[] weight = new float[head.weight().length];
        float[] bias = Arrays.copyOf(head.bias(), head.classes());
        for (int c = 0; c < head.classes(); c++) {
            double shift = 0;
            for (int f = 0; f < head.features(); f++) {
                int i = c * head.features() + f;
                weight[i] = head.weight()[i] / deviation[f];
                shift += (double) weight[i] * mean[f];
            }
            bias[c] = (float) (bias[c] - shift);
        }
        return new LinearHead(head.classes(), head.features(), weight, bias);
    }
}
