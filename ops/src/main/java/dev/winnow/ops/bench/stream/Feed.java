package dev.winnow.ops.bench.stream;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Document;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends documents: the texts again and again, in their order, so that a million documents take no more memory than the texts.
 * Document {@code n} has the key {@code n}, counted from 0 over the whole life of the feed.
 */
public final class Feed implements AutoCloseable {
    /** Part of the names of this feed's threads. */
    public static final String CLIENT = "winnow-bench-feed";

    private static final int LINGER_MILLIS = 5;

    private final StreamTopics topics;
    private final List<String> texts;
    private final AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(StreamTopics.REGISTRY));
    private final KafkaProducer<String, Document> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong bytes = new AtomicLong();
    private int sent;

    private Feed(StreamTopics topics, List<String> texts, int lingerMillis) {
        this.topics = topics;
        this.texts = texts;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.servers(), "client.id", CLIENT, "linger.ms", lingerMillis),
                new StringSerializer(),
                serdes.document().serializer());
    }

    /** One that fills the requests of its producer. */
    public static Feed fast(StreamTopics topics, List<String> texts) {
        return new Feed(topics, texts, LINGER_MILLIS);
    }

    /** One that keeps no document waiting for others. */
    public static Feed prompt(StreamTopics topics, List<String> texts) {
        return new Feed(topics, texts, 0);
    }

    /** Sends so many more documents as fast as it can; returns when the broker has them all. */
    public void send(int documents) {
        send(documents, document -> {});
    }

    /** Sends so many a second, evenly; returns when the broker has them all. */
    public void sendSteadily(int documents, double perSecond) {
        long start = System.nanoTime();
        send(documents, document -> waitUntil(start + (long) (document / perSecond * 1e9)));
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(int documents, LongConsumer beforeEach) {
        for (int i = 0; i < documents; i++) {
            beforeEach.accept(i);
            String id = String.valueOf(sent);
            Document document = Document.newBuilder()
                    .setId(id)
                    .setText(texts.get(sent % texts.size()))
                    .build();
            var unused = producer.send(
                    new ProducerRecord<>(topics.documents(), sent % topics.partitions(), id, document), this::taken);
            sent++;
        }
        producer.flush();
        if (failure.get() != null) {
            throw new KafkaException("a document was not sent", failure.get());
        }
    }

    private void taken(RecordMetadata record, Exception refused) {
        if (refused == null) {
            bytes.addAndGet(record.serializedKeySize() + record.serializedValueSize());
        } else {
            failure.compareAndSet(null, refused);
        }
    }

    /** Documents sent so far. */
    public int sent() {
        return sent;
    }

    /** Bytes of the keys and values of these documents. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
