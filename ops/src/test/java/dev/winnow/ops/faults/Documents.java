package dev.winnow.ops.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.ops.stream.Feed;
import dev.winnow.ops.stream.TestStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Numbered documents: number {@code n} has the key {@code n mod 64}, so that the numbers of a key grow, and carries its
 * number in a header, which arrives with the result and with a dead letter alike.
 */
final class Documents implements IntFunction<ProducerRecord<byte[], byte[]>> {
    private static final int KEYS = 64;
    private static final String NUMBER = "number";
    private static final List<String> TEXTS =
            List.of("a quiet morning", "rain again", "the train is late", "good soup", "who won the match?", "thanks");

    private final TestStream stream;
    private final Feed feed;

    Documents(TestStream stream, Feed feed) {
        this.stream = stream;
        this.feed = feed;
    }

    @Override
    public ProducerRecord<byte[], byte[]> apply(int number) {
        return record(number, feed.encode(id(number), TEXTS.get(number % TEXTS.size())));
    }

    /** The record of a document that is something else: its place, key and number with these bytes. */
    ProducerRecord<byte[], byte[]> record(int number, byte[] value) {
        byte[] header = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        return new ProducerRecord<>(
                stream.input(), null, key(number), value, List.of(new RecordHeader(NUMBER, header)));
    }

    static String id(int number) {
        return "document-" + number;
    }

    private static byte[] key(int number) {
        return ("key-" + keyOf(number)).getBytes(UTF_8);
    }

    static int keyOf(int number) {
        return number % KEYS;
    }

    static int keys() {
        return KEYS;
    }

    /** The number of the document that a record was made from. */
    static int numberOf(ConsumerRecord<byte[], byte[]> record) {
        return ByteBuffer.wrap(Objects.requireNonNull(record.headers().lastHeader(NUMBER))
                        .value())
                .getInt();
    }
}
