package dev.winnow.ops.bench.control;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Document;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends documents when they are due, whatever has become of those before: a load that waits for answers would spare the stream
 * exactly when it is slow. A record's timestamp is the moment it was due, so that a sender that is late makes its documents
 * older instead of fewer.
 */
final class Sender implements AutoCloseable {

    private static final double MILLIS = 1e3;

    private final RunTopics topics;
    private final List<String> texts;
    private final AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(RunTopics.REGISTRY));
    private final KafkaProducer<String, Document> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param texts given out again and again, in their order */
    Sender(RunTopics topics, List<String> texts) {
        this.topics = topics;
        this.texts = texts;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.servers(), "linger.ms", 0),
                new StringSerializer(),
                serdes.document().serializer());
    }

    /**
     * Sends the documents of a schedule and returns when the broker has them all.
     *
     * @param first number of the first of them
     * @param startMillis wall clock at its start
     * @return seconds that the latest one was late
     */
    double send(Schedule schedule, int first, long startMillis) {
        double late = 0;
        for (int i = 0; i < schedule.documents(); i++) {
            long due = startMillis + Math.round(schedule.second(i) * MILLIS);
            waitUntil(due);
            late = Math.max(late, (System.currentTimeMillis() - due) / MILLIS);
            send(first + i, due);
        }
        producer.flush();
        if (failure.get() != null) {
            throw new KafkaException("a document was not sent", failure.get());
        }
        return late;
    }

    private static void waitUntil(long millis) {
        for (long left = millis - System.currentTimeMillis(); left > 0; left = millis - System.currentTimeMillis()) {
            LockSupport.parkNanos(left * 1_000_000);
        }
    }

    private void send(int number, long timestamp) {
        String id = String.valueOf(number);
        Document document = Document.newBuilder()
                .setId(id)
                .setText(texts.get(number % texts.size()))
                .build();
        var unused = producer.send(
                new ProducerRecord<>(topics.documents(), number % RunTopics.PARTITIONS, timestamp, id, document),
                (metadata, refused) -> failure.compareAndSet(null, refused));
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
