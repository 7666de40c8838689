package dev.winnow.topology.control;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;

/**
 * What the controller of a bundle has to hold, and the means it has.
 *
 * @param objective 99 of 100 records are to be answered before they are this old (record age at emission)
 * @param floor least quality; whatever the load, no offset below it is taken
 * @param least the offset without load
 * @param most the fastest offset the controller may take, even where the floor allows more
 * @param slew how much the offset may rise in a second
 */
public record AutoPolicy(Duration objective, QualityFloor floor, DeltaOffset least, DeltaOffset most, double slew) {

    /** From end to end of a curve within a second; half of it misses the objective three times as often in simulated bursts. */
    public static final double DEFAULT_SLEW = 2;

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    public AutoPolicy {
        if (objective.compareTo(SHORTEST) < 0 || objective.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the objective must be 10 ms to 1 h, not " + objective.toMillis() + " ms");
        }
        if (least.value() > most.value()) {
            throw new IllegalArgumentException(
                    "the least offset is " + least.value() + ", above the most, " + most.value());
        }
        if (!(slew > 0 && slew <= 100)) {
            throw new IllegalArgumentException("the slew must be above 0 and at most 100 a second, not " + slew);
        }
    }
}
