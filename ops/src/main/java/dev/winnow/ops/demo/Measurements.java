package dev.winnow.ops.demo;

import dev.winnow.v1.Classification;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the demo measures, on the one thread that reads results. */
final class Measurements {
    private static final int DIGITS = 3;

    private final Histogram latencyMicros = new Histogram(DIGITS);
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long classified;
    private long deadLetters;
    private double batches;

    /** A document's committed result was read. */
    void settled(long fedNanos, long nowNanos) {
        latencyMicros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nowNanos - fedNanos)));
        firstNanos = Math.min(firstNanos, fedNanos);
        lastNanos = Math.max(lastNanos, nowNanos);
    }

    /** The result is a classification: of a micro-batch of b documents each one counts as 1/b batch. */
    void classified(Classification classification) {
        classified++;
        batches += 1.0 / classification.getBatchDocuments();
    }

    void deadLetter() {
        deadLetters++;
    }

    long classified() {
        return classified;
    }

    long deadLetters() {
        return deadLetters;
    }

    /** From the first document handed to the producer to the last result read. */
    double seconds() {
        return lastNanos > firstNanos ? (lastNanos - firstNanos) / 1e9 : 0;
    }

    double documentsPerSecond() {
        return seconds() == 0 ? 0 : (classified + deadLetters) / seconds();
    }

    double latencyMillis(double percentile) {
        return latencyMicros.getTotalCount() == 0 ? 0 : latencyMicros.getValueAtPercentile(percentile) / 1e3;
    }

    /** Documents in a micro-batch, on average over micro-batches. */
    double meanBatchDocuments() {
        return batches == 0 ? 0 : classified / batches;
    }
}
