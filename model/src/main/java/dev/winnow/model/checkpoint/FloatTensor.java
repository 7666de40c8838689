package dev.winnow.model.checkpoint;

import java.util.Arrays;

/**
 * A named weight of a checkpoint, as 32-bit floats whatever the file held.
 *
 * @param shape dimensions, outermost first
 * @param data the values, row by row
 */
public record FloatTensor(long[] shape, float[] data) {
    public FloatTensor {
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (elements != data.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + data.length + " values");
        }
    }
}
