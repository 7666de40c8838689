package dev.winnow.topology.load;

import org.apache.kafka.common.TopicPartition;

/**
 * How far one task has come. Its stream thread writes, whoever looks at the load reads: a volatile write for a record is all
 * that it may cost.
 */
public final class TaskProgress implements AutoCloseable {

    static final long NONE = -1;

    private final BundleProgress owner;
    private final TopicPartition source;
    private volatile long position = NONE;
    private volatile long oldestTimestamp = NONE;

    TaskProgress(BundleProgress owner, TopicPartition source) {
        this.owner = owner;
        this.source = source;
    }

    /** The record at this offset is taken in now. */
    public void takingIn(long offset) {
        position = offset + 1;
    }

    /** The oldest record without a result has this timestamp, in milliseconds since the epoch. */
    public void waitsSince(long timestamp) {
        oldestTimestamp = Math.max(0, timestamp);
    }

    /** Every record has its result. */
    public void waitsForNothing() {
        oldestTimestamp = NONE;
    }

    /** Where its records come from. */
    TopicPartition source() {
        return source;
    }

    /** Offset of the next record to be taken in; {@link #NONE} before the first. */
    long position() {
        return position;
    }

    /** {@link #NONE} where nothing waits. */
    long oldestTimestamp() {
        return oldestTimestamp;
    }

    /** The task is gone; others may have its partition. */
    @Override
    public void close() {
        owner.forget(this);
    }
}
