package dev.winnow.model.training.schedule;

/**
 * The learning rate: up from 0 in a straight line over the first steps, then down in a straight line to 0 just after the
 * last.
 *
 * <p>With W = round(share · steps): rate(s) = peak · s/W for s ≤ W, else peak · (steps + 1 − s) / (steps + 1 − W).
 *
 * @param peak the highest rate
 * @param warmUp share of the steps that go up, 0 to 1
 * @param steps all steps of the stage
 */
public record WarmUpAndDecay(double peak, double warmUp, long steps) {

    /** The rate of a step, counted from 1. */
    public double at(long step) {
        long up = Math.round(warmUp * steps);
        return step <= up ? peak * step / up : peak * (steps + 1 - step) / (steps + 1 - up);
    }
}
