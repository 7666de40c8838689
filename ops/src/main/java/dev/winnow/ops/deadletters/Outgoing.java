package dev.winnow.ops.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.topology.deadletter.LetterHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record on its way back: key, value and headers as they came, and one header that counts the replays.
 *
 * @param letter where it lay
 * @param record as it is sent
 * @param bytes of key and value
 */
record Outgoing(LetterId letter, ProducerRecord<byte[], byte[]> record, long bytes) {

    /**
     * @param partition null lets the producer choose by the key
     * @param timestamp of the record
     */
    static Outgoing of(Letter letter, String topic, Integer partition, Instant timestamp) {
        List<Header> headers = new ArrayList<>(letter.headers());
        String replays = String.valueOf(letter.report().replays() + 1);
        headers.add(new RecordHeader(LetterHeaders.REPLAYS, replays.getBytes(UTF_8)));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, timestamp.toEpochMilli(), letter.key(), letter.value(), headers);
        return new Outgoing(letter.id(), record, letter.bytes());
    }
}
