package dev.winnow.topology.control;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.util.Optional;

/**
 * What one control period showed of one bundle on one instance.
 *
 * <p>What the process knows of itself ({@code pending}, {@code served}, {@code oldestAge}, {@code cost}) is exact and of now.
 * What the broker knows ({@code unread}) comes about once a second and may repeat.
 *
 * @param period since the sample before, above zero
 * @param arrivalsPerSecond documents that came to the instance's partitions: those taken in during the period while nothing is
 *     unread, else the slope of the end offsets. What is taken in while documents lie unread is the speed of the instance, not
 *     the load: a controller that took it for the load would chase itself
 * @param servedPerSecond documents that got their result in the period
 * @param pending documents taken in that have no result yet, those in the engine included, those that wait for a commit not
 * @param unread documents in the instance's partitions that were not taken in, by the last figures of the broker
 * @param oldestAge age of the oldest pending record by its timestamp; zero when idle. Producers set timestamps, and replayed
 *     topics have old ones
 * @param cost what documents cost the engine in the period; empty when none was computed
 * @param workers threads that compute micro-batches, for all bundles of the instance
 * @param workerShare share of their time that this bundle can have, above 0 to 1
 * @param offset the offset in force during the period, whoever set it
 * @param cap the fastest offset that live quality allows; 1 for any
 */
public record LoadSample(
        Duration period,
        double arrivalsPerSecond,
        double servedPerSecond,
        long pending,
        long unread,
        Duration oldestAge,
        Optional<EngineCost> cost,
        int workers,
        double workerShare,
        DeltaOffset offset,
        DeltaOffset cap) {

    public LoadSample {
        require(!period.isNegative() && !period.isZero(), "the period of a sample must be above zero");
        require(isRate(arrivalsPerSecond) && isRate(servedPerSecond), "rates must be finite and not negative");
        require(pending >= 0 && unread >= 0, "no fewer than no documents wait");
        require(!oldestAge.isNegative(), "an age is not negative; take zero for a timestamp in the future");
        require(workers >= 1, "there is a worker at least");
        require(workerShare > 0 && workerShare <= 1, "the share of the workers must be above 0 and at most 1");
    }

    private static boolean isRate(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Documents without a result. */
    public long backlog() {
        return pending + unread;
    }

    double periodSeconds() {
        return Seconds.of(period);
    }
}
