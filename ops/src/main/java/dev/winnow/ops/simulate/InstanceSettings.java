package dev.winnow.ops.simulate;

import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.control.BatchShape;
import java.time.Duration;

/**
 * How a simulated instance is set up.
 *
 * @param workers batches computed at the same time
 * @param threads stream threads; a document belongs to one, by its partition
 * @param commitInterval from the end of a thread's commit to the start of its next
 * @param commitCost what a commit takes once its results are there
 * @param batch token budget and linger as configured
 * @param documents document cap
 */
public record InstanceSettings(
        int workers, int threads, Duration commitInterval, Duration commitCost, BatchShape batch, int documents) {

    /** Of a transaction on a broker nearby. */
    private static final Duration COMMIT = Duration.ofMillis(10);

    public InstanceSettings {
        if (workers < 1 || threads < 1 || documents < 1) {
            throw new IllegalArgumentException("an instance has a worker, a thread and room for a document");
        }
        if (commitInterval.isNegative() || commitInterval.isZero() || commitCost.isNegative()) {
            throw new IllegalArgumentException("there is time between commits, and a commit takes no less than none");
        }
    }

    /** As an instance is configured by default. */
    public static InstanceSettings defaults(int workers) {
        ApplicationConfig application = ApplicationConfig.defaults();
        BatchConfig batch = BatchConfig.defaults();
        return new InstanceSettings(
                workers,
                application.threads(),
                application.commitInterval(),
                COMMIT,
                new BatchShape(batch.tokens(), batch.linger()),
                batch.documents());
    }
}
