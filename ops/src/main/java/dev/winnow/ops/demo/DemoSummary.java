package dev.winnow.ops.demo;

/**
 * What came of the demo; the component names are the fields of {@code demo --json}.
 *
 * @param documents handed to the producer
 * @param classified documents with a committed classification
 * @param deadLetters documents with a committed dead letter
 * @param lost documents with neither
 * @param duplicated results beyond the first of a document
 * @param badRows lines of the input file that hold no document
 * @param seconds from the first document to the last result
 * @param documentsPerSecond over that time
 * @param latencyMs from handing a document to the producer until its committed result was read
 * @param meanBatchDocuments documents in a micro-batch
 * @param inFlight documents under way at most
 */
public record DemoSummary(
        long documents,
        long classified,
        long deadLetters,
        long lost,
        long duplicated,
        long badRows,
        double seconds,
        double documentsPerSecond,
        Latency latencyMs,
        double meanBatchDocuments,
        int inFlight) {

    /** Percentiles in milliseconds. */
    public record Latency(double p50, double p99) {}

    static DemoSummary of(Ledger ledger, Measurements measured, long badRows, int inFlight) {
        return new DemoSummary(
                ledger.fed(),
                measured.classified(),
                measured.deadLetters(),
                ledger.fed() - ledger.settled(),
                ledger.duplicated(),
                badRows,
                rounded(measured.seconds()),
                rounded(measured.documentsPerSecond()),
                new Latency(rounded(measured.latencyMillis(50)), rounded(measured.latencyMillis(99))),
                rounded(measured.meanBatchDocuments()),
                inFlight);
    }

    /** Field {@code complete}: whether every document has exactly one classification or dead letter, and there was one at all. */
    public boolean isComplete() {
        return documents > 0 && lost == 0 && duplicated == 0 && classified + deadLetters == documents;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
