package dev.winnow.model.checkpoint;

import java.util.Arrays;

/**
 * What training changed in one matrix: {@code trained[r][c] ≈ base[r][c] + scales[r] · steps[r][c]}.
 *
 * <p>Each row has its own scale, the smallest with which its largest change is 127 steps, so that an element is off by half a
 * step of its row at most (and the rounding of one float addition). One scale for the matrix was rejected: the row that
 * changed most would set the error of all others.
 *
 * @param steps {@code [R, C]}, -127 to 127
 * @param scales {@code [R]}: what a step is worth, finite; 0 for a row that did not change
 */
record MatrixDelta(ByteTensor steps, float[] scales) {
    private static final int MOST_STEPS = 127;

    MatrixDelta {
        if (steps.shape().length != 2 || steps.shape()[0] != scales.length) {
            throw new IllegalArgumentException("a difference of shape " + Arrays.toString(steps.shape())
                    + " needs one scale a row, not " + scales.length);
        }
        for (float scale : scales) {
            if (!(scale >= 0 && scale <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("a scale must be finite and not negative, not " + scale);
            }
        }
    }

    /** The difference of two matrices of one shape, both finite. */
    static MatrixDelta between(FloatTensor base, FloatTensor trained) {
        int rows = (int) base.shape()[0];
        int columns = (int) base.shape()[1];
        byte[] steps = new byte[rows * columns];
        float[] scales = new float[rows];
        for (int r = 0; r < rows; r++) {
            scales[r] = scale(largestChange(base.data(), trained.data(), r * columns, columns));
            for (int i = r * columns; i < (r + 1) * columns && scales[r] > 0; i++) {
                steps[i] = (byte) Math.rint(((double) trained.data()[i] - base.data()[i]) / scales[r]);
            }
        }
        return new MatrixDelta(new ByteTensor(base.shape(), steps), scales);
    }

    private static double largestChange(float[] base, float[] trained, int from, int count) {
        double largest = 0;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, Math.abs((double) trained[i] - base[i]));
        }
        return largest;
    }

    /** Rounded up, so that the largest change is never more than 127 steps. */
    private static float scale(double largest) {
        float scale = (float) (largest / MOST_STEPS);
        return (double) scale * MOST_STEPS < largest ? Math.nextUp(scale) : scale;
    }

    FloatTensor applyTo(FloatTensor base) {
        int columns = (int) base.shape()[1];
        float[] data = base.data().clone();
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (data[i] + (double) scales[i / columns] * steps.data()[i]);
        }
        return new FloatTensor(base.shape(), data);
    }
}
