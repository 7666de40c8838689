package dev.winnow.ops.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record of the dead-letter topic that says which dead letters of its partition were sent again. It is written in the
 * transaction that sends them, so that either both happened or neither. It has no key, no value and one header, {@value
 * #HEADER}; a dead letter always has more.
 *
 * <p>It lies behind the letters it speaks of in their own partition, so that retention by time or by size deletes it after
 * them, and whoever begins to read at a letter finds its mark.
 *
 * <p>Rejected: the offsets of a consumer group, which say "everything before", while single records are replayed; a list of
 * single ones in the metadata of these offsets, which holds 4 KiB, and like them is forgotten after a week without a member,
 * whereupon records would be sent twice; a topic of marks, one more to create, whose retention would have to follow that of
 * another; tombstones, for which the topic would have to be compacted and would lose all letters of a key but the last.
 *
 * @param partition of the dead-letter topic
 * @param offsets of letters in it
 */
record ReplayMark(int partition, List<Long> offsets) {
    private static final String HEADER = "winnow.replayed";
    private static final String SEPARATOR = ",";

    ReplayMark {
        offsets = List.copyOf(offsets);
    }

    /** Empty for a record of another kind. */
    static Optional<ReplayMark> of(ConsumerRecord<byte[], byte[]> record) {
        Iterator<Header> headers = record.headers().iterator();
        if (record.key() != null || record.value() != null || !headers.hasNext()) {
            return Optional.empty();
        }
        Header header = headers.next();
        if (headers.hasNext() || !header.key().equals(HEADER) || header.value() == null) {
            return Optional.empty();
        }
        try {
            List<Long> offsets = Arrays.stream(new String(header.value(), UTF_8).split(SEPARATOR, -1))
                    .map(Long::valueOf)
                    .toList();
            return Optional.of(new ReplayMark(record.partition(), offsets));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    ProducerRecord<byte[], byte[]> in(String topic) {
        String text = offsets.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        List<Header> headers = List.of(new RecordHeader(HEADER, text.getBytes(UTF_8)));
        return new ProducerRecord<>(topic, partition, (byte[]) null, (byte[]) null, headers);
    }
}
