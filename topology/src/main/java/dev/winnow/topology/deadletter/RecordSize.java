package dev.winnow.topology.deadletter;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a record takes at most in a batch of its own, uncompressed. A record over the limit of its topic fails the
 * transaction, whatever a production exception handler says, and would do so again after every restart: sizes are
 * checked before.
 */
public final class RecordSize {

    /** Batch header (61 bytes) and the lengths, deltas and attributes of one record at their longest. */
    private static final int RECORD_OVERHEAD = 100;

    /** Two varint lengths. */
    private static final int HEADER_OVERHEAD = 10;

    private RecordSize() {}

    /** Upper bound in bytes. */
    public static long of(Record<byte[], byte[]> record) {
        long size = RECORD_OVERHEAD + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += HEADER_OVERHEAD + Utils.utf8Length(header.key()) + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
