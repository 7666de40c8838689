package dev.winnow.ops.bench;

import java.time.Duration;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the records of a topic as they are committed. */
final class ResultCounter implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private int count;

    ResultCounter(String bootstrapServers, String topic, int partitions) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList());
    }

    /**
     * Waits for that many records in all.
     *
     * @throws IllegalStateException when there are more, or none comes for two minutes
     */
    void await(int expected) {
        long lastNanos = System.nanoTime();
        while (count < expected) {
            int polled = consumer.poll(POLL).count();
            count += polled;
            if (polled > 0) {
                lastNanos = System.nanoTime();
            } else if (System.nanoTime() - lastNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException(count + " of " + expected + " results, and no more for two minutes");
            }
        }
        if (count > expected) {
            throw new IllegalStateException(count + " results for " + expected + " documents");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
