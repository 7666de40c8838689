package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends documents, and things that are none, to the input topic of a stream. */
public final class Feed implements AutoCloseable {
    private final TestStream stream;
    private final AvroSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public Feed(TestStream stream) {
        this.stream = stream;
        this.serdes =
                new AvroSerdes(new RegistrySettings(stream.registryUrl(), true, Duration.ofSeconds(5), 10, Map.of()));
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", stream.bootstrapServers(),
                        "max.request.size", 8 * 1024 * 1024,
                        "linger.ms", 5,
                        "reconnect.backoff.max.ms", 500,
                        "delivery.timeout.ms", 300_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The bytes of a document, its schema registered. */
    public byte[] encode(String id, String text) {
        Document document = Document.newBuilder().setId(id).setText(text).build();
        return serdes.document().serializer().serialize(stream.input(), document);
    }

    /** Sends a document to the partition that its key chooses. */
    public void send(String key, String id, String text) {
        send(new ProducerRecord<>(stream.input(), key.getBytes(UTF_8), encode(id, text)));
    }

    /** Sends whatever bytes to a partition, all in order. */
    void send(int partition, String key, byte[] value, Header... headers) {
        send(new ProducerRecord<>(stream.input(), partition, key.getBytes(UTF_8), value, List.of(headers)));
    }

    /** Sends a record as it is. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (metadata, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }

    /** Returns when the broker has everything. */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a document was not sent", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
