package dev.winnow.topology.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns a record that failed into its dead letter: raw key, value and headers as they came, and headers {@code winnow.*}
 * that say why and whence, so that it can be repaired and sent again.
 *
 * <p>A dead letter is larger than its record by those headers, and its topic may take less than the input topic: what does
 * not fit loses its value, then its key and headers too, and {@code winnow.omitted} names what to fetch from the source.
 *
 * @param maxBytes the largest record the dead-letter topic takes
 */
public record DeadLetters(long maxBytes) {

    /** The dead letter of a record. */
    public Record<byte[], byte[]> of(Record<byte[], byte[]> source, RecordMetadata metadata, Rejection rejection) {
        Record<byte[], byte[]> whole = source.withHeaders(explained(source.headers(), source, metadata, rejection));
        if (RecordSize.of(whole) <= maxBytes) {
            return whole;
        }
        Record<byte[], byte[]> withoutValue = omitting("value", whole.withValue(null));
        if (RecordSize.of(withoutValue) <= maxBytes) {
            return withoutValue;
        }
        Headers own = explained(new RecordHeaders(), source, metadata, rejection);
        return omitting("key, value, headers", new Record<>(null, null, source.timestamp(), own));
    }

    private static Headers explained(
            Headers original, Record<byte[], byte[]> source, RecordMetadata metadata, Rejection rejection) {
        return new RecordHeaders(original)
                .add("winnow.stage", utf8(rejection.stage().label()))
                .add("winnow.error", utf8(rejection.error()))
                .add("winnow.topic", utf8(metadata.topic()))
                .add("winnow.partition", utf8(String.valueOf(metadata.partition())))
                .add("winnow.offset", utf8(String.valueOf(metadata.offset())))
                .add("winnow.timestamp", utf8(String.valueOf(source.timestamp())));
    }

    private static Record<byte[], byte[]> omitting(String parts, Record<byte[], byte[]> letter) {
        letter.headers().add("winnow.omitted", utf8(parts));
        return letter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
