package dev.winnow.ops.plan;

import java.time.Duration;

/**
 * What is to be held.
 *
 * @param objective 99 of 100 results are readable before their records are this old
 * @param peak times the rate that comes for two seconds in fifteen
 * @param spare instances beyond those that hold the objective, so that as many may be gone
 */
public record Target(Duration objective, double peak, int spare) {

    public Target {
        if (objective.isNegative() || objective.isZero()) {
            throw new IllegalArgumentException("the objective is some time");
        }
        if (!(peak >= 1 && peak <= 100) || spare < 0) {
            throw new IllegalArgumentException(
                    "the peak is 1 to 100 times the rate, and spare instances are 0 or more");
        }
    }
}
