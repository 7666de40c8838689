package dev.winnow.ops.plan;

/**
 * What a document is on the broker, without compression.
 *
 * @param inputBytes its key and value
 * @param outputBytes key and value of its result
 */
public record RecordSizes(double inputBytes, double outputBytes) {

    /** Lengths, timestamp and offset of a record in a batch of Kafka's message format 2 (KIP-98), about. */
    private static final double OVERHEAD = 12;

    private static final int REPLICAS = 3;
    private static final double MEGA = 1e6;

    public RecordSizes {
        if (!(inputBytes > 0 && outputBytes > 0)) {
            throw new IllegalArgumentException("a document and its result are some bytes");
        }
    }

    /**
     * Megabytes a second that all brokers together write, each record on three of them. They send as much: to the instances, to one
     * reader of the results, and twice each record to its replicas.
     */
    public double written(double rate) {
        return rate * (inputBytes + outputBytes + 2 * OVERHEAD) * REPLICAS / MEGA;
    }
}
