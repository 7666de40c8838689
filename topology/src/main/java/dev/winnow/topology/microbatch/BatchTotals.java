package dev.winnow.topology.microbatch;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the engine has done since the start, batches that failed apart.
 *
 * @param batches micro-batches computed
 * @param documents documents in them
 * @param tokens tokens in them
 * @param engineMicros microseconds spent on them, all workers together
 */
public record BatchTotals(long batches, long documents, long tokens, long engineMicros) {

    /** Before the first batch. */
    public static final BatchTotals NONE = new BatchTotals(0, 0, 0, 0);

    /** Documents in a micro-batch on average; zero before the first one. */
    public double meanDocuments() {
        return batches == 0 ? 0 : (double) documents / batches;
    }

    /** What was done after that moment. */
    public BatchTotals since(BatchTotals earlier) {
        return new BatchTotals(
                batches - earlier.batches,
                documents - earlier.documents,
                tokens - earlier.tokens,
                engineMicros - earlier.engineMicros);
    }

    BatchTotals plus(BatchTotals other) {
        return new BatchTotals(
                batches + other.batches,
                documents + other.documents,
                tokens + other.tokens,
                engineMicros + other.engineMicros);
    }

    /** Counts from several workers at once. */
    static final class Counter {
        private final LongAdder batches = new LongAdder();
        private final LongAdder documents = new LongAdder();
        private final LongAdder tokens = new LongAdder();
        private final LongAdder micros = new LongAdder();

        void add(List<QueuedDocument> batch, long engineMicros) {
            batches.increment();
            documents.add(batch.size());
            tokens.add(batch.stream().mapToLong(QueuedDocument::tokens).sum());
            micros.add(engineMicros);
        }

        BatchTotals totals() {
            return new BatchTotals(batches.sum(), documents.sum(), tokens.sum(), micros.sum());
        }
    }
}
