package dev.winnow.ops.deadletters;

import dev.winnow.topology.deadletter.FailureReport;
import dev.winnow.topology.deadletter.LetterHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter as it lies in its topic.
 *
 * @param id where
 * @param failedAt when the record was given up
 * @param report why and whence
 * @param key of the record, as it came; may be null
 * @param value of the record, as it came; may be null
 * @param headers of the record itself, as they came
 * @param replayed whether it was sent again
 */
public record Letter(
        LetterId id,
        Instant failedAt,
        FailureReport report,
        byte[] key,
        byte[] value,
        List<Header> headers,
        boolean replayed) {

    public Letter {
        headers = List.copyOf(headers);
    }

    /** Empty for a record of another kind: a mark, or something that somebody else wrote. */
    static Optional<Letter> of(ConsumerRecord<byte[], byte[]> record, Marks marks) {
        LetterId id = new LetterId(record.partition(), record.offset());
        return LetterHeaders.read(record.headers())
                .map(report -> new Letter(
                        id,
                        Instant.ofEpochMilli(record.timestamp()),
                        report,
                        record.key(),
                        record.value(),
                        LetterHeaders.ofRecord(record.headers()),
                        marks.contain(id)));
    }

    /** Bytes of the record's key and value. */
    public long bytes() {
        return (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
    }
}
