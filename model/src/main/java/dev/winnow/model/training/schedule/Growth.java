package dev.winnow.model.training.schedule;

/**
 * How two quantities of the joint stage grow, as functions of the share t of its steps that are done, 0 to 1.
 *
 * <p>The slope λ of the soft removal goes from λ₀ to λ₁ in even factors, λ₀ · (λ₁/λ₀)^t, so that removal is gentle at first
 * and almost a step function in the end. AdapLeR (Modarressi et al., ACL 2022) takes 10 · 10^epoch over five epochs: the same
 * curve in five jumps; the continuous one spares the weights those jumps. The weight φ of the lengths goes from 0 to its
 * value in a straight line, over {@code lengthRamp} of the steps: thresholds should not rise before the predictors know
 * which tokens count.
 *
 * @param slopeStart λ₀
 * @param slopeEnd λ₁
 * @param lengthWeight φ in the end
 * @param lengthRamp share of the steps over which φ grows, above 0, at most 1
 */
public record Growth(double slopeStart, double slopeEnd, double lengthWeight, double lengthRamp) {
    public Growth {
        if (!(slopeStart > 0) || !(slopeEnd >= slopeStart)) {
            throw new IllegalArgumentException(
                    "the slope of soft removal must be above 0 and not fall, not go from %s to %s"
                            .formatted(slopeStart, slopeEnd));
        }
        if (!(lengthWeight >= 0) || !(lengthRamp > 0 && lengthRamp <= 1)) {
            throw new IllegalArgumentException(
                    "the weight of the lengths must be 0 or more and its ramp above 0 and at most 1, not %s and %s"
                            .formatted(lengthWeight, lengthRamp));
        }
    }

    /** λ at share {@code t} of the steps. */
    public double slope(double t) {
        return slopeStart * Math.pow(slopeEnd / slopeStart, t);
    }

    /** φ at share {@code t} of the steps. */
    public double lengthWeight(double t) {
        return lengthWeight * Math.min(1, t / lengthRamp);
    }
}
