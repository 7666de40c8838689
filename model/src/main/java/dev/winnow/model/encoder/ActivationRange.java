package dev.winnow.model.encoder;

/**
 * The values that come into a linear layer, as 8-bit steps: 256 of them from {@code low} to {@code high}. What lies outside
 * becomes the nearest of the two.
 *
 * @param low at most 0, so that 0 is one of the steps
 * @param high at least 0, and above {@code low}
 */
public record ActivationRange(float low, float high) {
    private static final int STEPS = 255;

    public ActivationRange {
        if (!(low <= 0 && high >= 0 && low < high && Float.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "a range of activations holds 0 and is not empty, not %s to %s".formatted(low, high));
        }
    }

    /** The distance of two steps. */
    public double scale() {
        return ((double) high - low) / STEPS;
    }

    /** The step that means 0, 0 to 255. */
    public long zeroPoint() {
        return Math.round(-low / scale());
    }
}
