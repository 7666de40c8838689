package dev.winnow.ops.knob;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.QualityFloor;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What somebody wants a controller to hold, and the means it has; null for what is to stay as it was.
 *
 * @param objective 99 of 100 results are to be readable before their records are this old
 * @param minAccuracy least accuracy by the calibration; 0 for any, which takes a floor away
 * @param minAgreement least share of documents with the full encoder's label; likewise
 * @param least the offset without load
 * @param most the fastest offset
 * @param slew how much the offset may rise in a second
 */
public record AutoWish(
        Duration objective, Double minAccuracy, Double minAgreement, DeltaOffset least, DeltaOffset most, Double slew) {

    /** Where nobody has asked for anything. */
    public static final AutoPolicy DEFAULTS = new AutoPolicy(
            Duration.ofMillis(500), QualityFloor.NONE, DeltaOffset.FULL, new DeltaOffset(1), AutoPolicy.DEFAULT_SLEW);

    /**
     * What is wished for, and the rest from another policy.
     *
     * @throws IllegalArgumentException where the wishes contradict each other or are out of range
     */
    public AutoPolicy over(AutoPolicy other) {
        return new AutoPolicy(
                wished(objective, other.objective()),
                new QualityFloor(
                        share(minAccuracy, other.floor().accuracy()),
                        share(minAgreement, other.floor().agreement())),
                wished(least, other.least()),
                wished(most, other.most()),
                wished(slew, other.slew()));
    }

    private static <T> T wished(T wish, T otherwise) {
        return wish == null ? otherwise : wish;
    }

    /** A floor of nothing is none, so that nobody reads of one that holds nothing. */
    private static OptionalDouble share(Double wish, OptionalDouble otherwise) {
        if (wish == null) {
            return otherwise;
        }
        return wish == 0 ? OptionalDouble.empty() : OptionalDouble.of(wish);
    }
}
