package dev.winnow.topology.control;

import java.time.Duration;

/**
 * Shapes micro-batches by the load and the objective:
 *
 * <pre>
 * tokens = min(pressed ? max(configured, 2000) : configured, objective ÷ 4 ÷ seconds per token), at least min(configured, 256)
 * linger = min(configured, objective ÷ 10)
 * queue  = min(configured, objective ÷ 2)
 * </pre>
 *
 * The engine is most efficient at 1,000 to 2,000 tokens, so under pressure a larger budget gains some percent; without it the
 * first documents of a batch would wait longer for nothing. What waits for the engine is out of reach of shedding, so it is to be
 * answered in time: two batches of the largest size.
 */
final class BatchTuning {

    private static final int EFFICIENT_TOKENS = 2_000;
    private static final int LEAST_TOKENS = 256;
    private static final double PART_FOR_A_BATCH = 4;
    private static final int PART_FOR_LINGER = 10;
    private static final int PART_FOR_QUEUE = 2;

    private final BatchShape configured;
    private final double batchSeconds;
    private final Duration linger;
    private final Duration queue;

    BatchTuning(BatchShape configured, Duration objective) {
        this.configured = configured;
        this.batchSeconds = Seconds.of(objective) / PART_FOR_A_BATCH;
        this.linger = BatchShape.shorter(configured.linger(), objective.dividedBy(PART_FOR_LINGER));
        this.queue = BatchShape.shorter(configured.queue(), objective.dividedBy(PART_FOR_QUEUE));
    }

    /**
     * @param ratio calibrated speed of the offset to come
     * @param pressed whether documents queue or the offset is above the least
     */
    BatchShape shape(CapacityEstimate capacity, double ratio, boolean pressed) {
        int wanted = pressed ? Math.max(configured.tokens(), EFFICIENT_TOKENS) : configured.tokens();
        if (!capacity.isKnown()) {
            return new BatchShape(configured.tokens(), linger, queue);
        }
        double secondsPerToken = capacity.secondsPerDocument() / capacity.tokensPerDocument() / ratio;
        double inTime = Math.max(Math.min(configured.tokens(), LEAST_TOKENS), batchSeconds / secondsPerToken);
        return new BatchShape((int) Math.min(wanted, inTime), linger, queue);
    }
}
