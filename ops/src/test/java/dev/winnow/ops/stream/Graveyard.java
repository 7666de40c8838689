package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.LetterFilter;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.deadletter.DeadLetters;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Reporter;
import dev.winnow.topology.deadletter.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A stream whose dead letters a test writes itself, as an application would. */
final class Graveyard implements AutoCloseable {
    static final LetterFilter ANY = new LetterFilter(Optional.empty(), Optional.empty(), Optional.empty());
    static final long LETTER_BYTES = 1_000_000;

    /** When the records were written, before they failed. */
    final Instant written = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

    private final TestStream stream;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Where a record came from. */
    private record Source(String topic, int partition, long offset) implements RecordMetadata {}

    Graveyard(TestStream stream) {
        this.stream = stream;
        this.producer = producer(stream);
    }

    private static KafkaProducer<byte[], byte[]> producer(TestStream stream) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", stream.bootstrapServers(), "transactional.id", "g" + UUID.randomUUID());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    TestStream names() {
        return stream;
    }

    WinnowConfig config() {
        return stream.config(Guarantee.EXACTLY_ONCE);
    }

    /** What a replay must give back. */
    ProducerRecord<byte[], byte[]> original(int partition, byte[] key, byte[] value, Header... headers) {
        return new ProducerRecord<>(stream.input(), partition, written.toEpochMilli(), key, value, List.of(headers));
    }

    ProducerRecord<byte[], byte[]> original(String key) {
        return original(0, key.getBytes(UTF_8), ("text of " + key).getBytes(UTF_8));
    }

    /** Writes dead letters in a transaction of their own, failed now at that stage. */
    void bury(Stage stage, List<ProducerRecord<byte[], byte[]>> originals) {
        begin(stage, originals);
        end();
    }

    void bury(String... keys) {
        List<ProducerRecord<byte[], byte[]>> originals = new ArrayList<>();
        for (String key : keys) {
            originals.add(original(key));
        }
        bury(Stage.INFER, originals);
    }

    /** Leaves the transaction open. */
    void begin(Stage stage, List<ProducerRecord<byte[], byte[]>> originals) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> original : originals) {
            var unused = producer.send(letter(stage, original));
        }
        producer.flush();
    }

    void end() {
        producer.commitTransaction();
    }

    private ProducerRecord<byte[], byte[]> letter(Stage stage, ProducerRecord<byte[], byte[]> original) {
        DeadLetters letters =
                new DeadLetters(LETTER_BYTES, new Reporter(stream.id(), "moderation", "2.0.0"), InstantSource.system());
        Record<byte[], byte[]> source = new Record<>(
                original.key(), original.value(), original.timestamp(), new RecordHeaders(original.headers()));
        Record<byte[], byte[]> letter = letters.of(
                source,
                new Source(original.topic(), original.partition(), 4711),
                new Rejection(stage, "java.lang.IllegalStateException: no answer", 2));
        return new ProducerRecord<>(
                stream.deadLetters(), null, letter.timestamp(), letter.key(), letter.value(), letter.headers());
    }

    /** All dead letters, also those that were sent again. */
    List<Letter> letters() {
        return letters(ANY);
    }

    List<Letter> letters(LetterFilter filter) {
        List<Letter> letters = new ArrayList<>();
        try (LetterTopic topic = LetterTopic.open(config())) {
            topic.list(filter, letters::add);
        }
        return letters;
    }

    /** The records that came back to the input topic. */
    List<ConsumerRecord<byte[], byte[]>> resent() {
        return Harvest.committed(stream, stream.input());
    }

    /** Their keys. */
    List<String> resentKeys() {
        return resent().stream().map(record -> new String(record.key(), UTF_8)).toList();
    }

    @Override
    public void close() {
        producer.close();
    }
}
