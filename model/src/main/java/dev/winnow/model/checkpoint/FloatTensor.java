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

    /** Tensors of equal trailing dimensions, one after another along the first. */
    public static FloatTensor concatenated(FloatTensor... parts) {
        long[] shape = parts[0].shape.clone();
        shape[0] = Arrays.stream(parts).mapToLong(part -> part.shape[0]).sum();
        float[] data = new float
                [Arrays.stream(parts).mapToInt(part -> part.data.length).sum()];
        int at = 0;
        for (FloatTensor part : parts) {
            System.arraycopy(part.data, 0, data, at, part.data.length);
            at += part.data.length;
        }
        return new FloatTensor(shape, data);
    }
}
