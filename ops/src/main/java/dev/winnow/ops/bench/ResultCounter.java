package dev.winnow.ops.bench;

import dev.winnow.ops.broker.CommittedRecords;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;

/** Counts the records of a topic as they are committed. */
final class ResultCounter implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private int count;

    ResultCounter(String bootstrapServers, String topic) {
        this.consumer = CommittedRecords.of(bootstrapServers, List.of(topic));
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
