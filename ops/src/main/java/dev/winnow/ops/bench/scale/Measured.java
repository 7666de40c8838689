package dev.winnow.ops.bench.scale;

/**
 * One run of a row.
 *
 * @param documents sent
 * @param seconds from the first document sent to the last result committed
 * @param processor used in that time
 * @param batchDocuments documents a micro-batch on average
 * @param heapBytes in use after a collection, the application still open
 * @param lost documents without a result
 * @param doubled results beyond the first of their document
 * @param inputBytes keys and values of the documents
 * @param outputBytes keys and values of the results
 */
record Measured(
        int documents,
        double seconds,
        ProcessorTime processor,
        double batchDocuments,
        long heapBytes,
        long lost,
        long doubled,
        long inputBytes,
        long outputBytes) {

    private static final double MILLI = 1e6;

    double documentsPerSecond() {
        return documents / seconds;
    }

    /** Milliseconds of processor time for a document. */
    double millis(long nanos) {
        return nanos / MILLI / documents;
    }

    /** What a document costs an instance, in milliseconds of processor time. */
    double cost() {
        return millis(processor.applicationNanos());
    }

    /**
     * The same without the JVM's own share: its compiler works for the first minutes of a process, so that short runs, which come
     * first, would look dearer for their place in the order.
     */
    double steadyCost() {
        return millis(processor.engineNanos() + processor.streamNanos());
    }
}
