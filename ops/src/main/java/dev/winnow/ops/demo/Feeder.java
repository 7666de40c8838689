package dev.winnow.ops.demo;

import dev.winnow.v1.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Sends documents on a thread of its own, while fewer than a bounded number are under way. Sending all at once would
 * measure how long the last one waits behind the others, which says nothing about the stream.
 */
final class Feeder implements AutoCloseable {
    private static final int LARGEST_REQUEST_BYTES = 16 * 1024 * 1024;

    private final DocumentSource source;
    private final Ledger ledger;
    private final Serializer<Document> serializer;
    private final Producer<byte[], byte[]> producer;
    private final Semaphore free;
    private final Pace pace;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::feed, "winnow-demo-feeder");
    private volatile boolean stopped;

    Feeder(
            DocumentSource source,
            Ledger ledger,
            Serializer<Document> serializer,
            String servers,
            int inFlight,
            Pace pace) {
        this.source = source;
        this.ledger = ledger;
        this.serializer = serializer;
        this.free = new Semaphore(inFlight);
        this.pace = pace;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES,
                        ProducerConfig.LINGER_MS_CONFIG, 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void start() {
        thread.start();
    }

    /** A document under way has its result, so that another one may go. */
    void release() {
        free.release();
    }

    /** Sends no more; what was sent is under way. */
    void finish() {
        stopped = true;
    }

    /** Whether all documents were sent; throws what kept one from being sent. */
    boolean isDone() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the documents cannot be fed: " + failed.getMessage(), failed);
        }
        return !thread.isAlive();
    }

    private void feed() {
        try {
            Optional<FedDocument> document = source.next();
            while (document.isPresent() && !stopped) {
                pace.await();
                free.acquire();
                send(document.get());
                document = source.next();
            }
            producer.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(FedDocument fed) {
        Document document =
                Document.newBuilder().setId(fed.id()).setText(fed.text()).build();
        byte[] value = serializer.serialize(fed.topic(), document);
        byte[] sent = fed.damaged() ? Arrays.copyOf(value, value.length / 2) : value;
        long number = ledger.open(fed.text(), System.nanoTime());
        var unused = producer.send(new ProducerRecord<>(fed.topic(), key(number), sent), (metadata, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }

    private static byte[] key(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** Stops feeding, and closes producer and source. */
    @Override
    public void close() {
        finish();
        thread.interrupt();
        try {
            thread.join();
            source.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            producer.close();
        }
    }
}
