package dev.winnow.topology.deadletter;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns a record that failed into its dead letter: raw key, value and headers as they came, and {@link LetterHeaders} that
 * say why and whence, so that it can be repaired and sent again.
 *
 * <p>Its timestamp is the time of failure. That of the record stands in a header: as the timestamp it would let the broker
 * delete the dead letters of an old topic at once, for their topic keeps records by their timestamp.
 *
 * <p>A dead letter is larger than its record by those headers, and its topic may take less than the input topic: what does
 * not fit loses its value, then its key and headers too, and {@code winnow.omitted} names what to fetch from the source.
 *
 * @param maxBytes the largest record the dead-letter topic takes
 * @param reporter who gives records up
 * @param clock the time of failure
 */
public record DeadLetters(long maxBytes, Reporter reporter, InstantSource clock) {

    /** The dead letter of a record. */
    public Record<byte[], byte[]> of(Record<byte[], byte[]> source, RecordMetadata metadata, Rejection rejection) {
        FailureReport report = report(source, metadata, rejection);
        Record<byte[], byte[]> whole =
                source.withTimestamp(clock.millis()).withHeaders(LetterHeaders.write(source.headers(), report));
        if (RecordSize.of(whole) <= maxBytes) {
            return whole;
        }
        Record<byte[], byte[]> withoutValue = whole.withValue((byte[]) null)
                .withHeaders(LetterHeaders.write(source.headers(), report.omitting("value")));
        if (RecordSize.of(withoutValue) <= maxBytes) {
            return withoutValue;
        }
        return withoutValue
                .withKey((byte[]) null)
                .withHeaders(LetterHeaders.write(new RecordHeaders(), report.omitting("key, value, headers")));
    }

    private FailureReport report(Record<byte[], byte[]> source, RecordMetadata metadata, Rejection rejection) {
        return new FailureReport(
                rejection.stage(),
                rejection.error(),
                rejection.attempts(),
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                source.timestamp(),
                reporter,
                LetterHeaders.replaysOf(source.headers()),
                Optional.empty());
    }
}
