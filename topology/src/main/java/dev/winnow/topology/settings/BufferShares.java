package dev.winnow.topology.settings;

import dev.winnow.topology.config.BatchConfig;

/**
 * Divides the bytes that a process may hold: half in front of the engine, up to half in the clients of Kafka.
 *
 * <p>A consumer may hold two fetches of a partition, one that was handed out and the one that it sent for meanwhile, and a
 * single record that is larger than a fetch. Kafka Streams asks for more when it has processed what it holds; after half
 * of {@code max.poll.interval.ms} it asks anyway, and with its default of 1000 records per partition a slow model and large
 * documents would fill any heap: a partition of which more than one record waits must pause. KIP-770 was to bound the bytes
 * of all partitions ({@code input.buffer.max.bytes}), but Kafka 4.3 has no such setting.
 */
public final class BufferShares {

    /** Records of a partition that Kafka Streams may hold and still fetch more. */
    static final int RECORDS_PER_PARTITION = 1;

    /**
     * What is fetched of all partitions together. A consumer hands out the fetched partitions one after the other, so a
     * new record of a quiet partition waits for all that was fetched of the busy ones: some 4,000 comments.
     */
    private static final int FAIR_FETCH = 2 << 20;

    /** Smaller fetches cost more requests than they save memory. */
    private static final int SMALLEST_FETCH = 16 << 10;

    private static final int FETCHES_HELD = 2;

    private BufferShares() {}

    /** Bytes that may wait for the engine. */
    public static long batcher(BatchConfig batch) {
        return batch.bufferBytes() / 2;
    }

    /** Bytes to fetch of one partition at a time. */
    static int fetch(BatchConfig batch, int partitions) {
        int held = batch.bufferBytes() / 2 / FETCHES_HELD;
        return Math.max(SMALLEST_FETCH, Math.min(FAIR_FETCH, held) / Math.max(1, partitions));
    }
}
