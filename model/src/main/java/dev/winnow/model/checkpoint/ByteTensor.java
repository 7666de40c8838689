package dev.winnow.model.checkpoint;

import java.util.Arrays;

/**
 * A tensor of signed 8-bit integers, as a safetensors file holds it. It is no weight by itself: what a step of one is worth
 * stands elsewhere.
 *
 * @param shape dimensions, outermost first
 * @param data the values, row by row
 */
public record ByteTensor(long[] shape, byte[] data) {
    public ByteTensor {
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (elements != data.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + data.length + " values");
        }
    }
}
