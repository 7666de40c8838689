package dev.winnow.ops.bench.stream;

import dev.winnow.ops.broker.CommittedRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Counts the committed results of a run, document by document. */
public final class ResultCounter implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Tally tally = new Tally();

    /** From the first result of these topics on. */
    public ResultCounter(StreamTopics topics) {
        this.consumer = CommittedRecords.of(topics.servers(), List.of(topics.classifications()));
    }

    /**
     * Waits until so many documents in all have a result.
     *
     * @throws IllegalStateException when one has two, or none comes for two minutes
     */
    public void await(int documents) {
        if (!reaches(documents, PATIENCE)) {
            throw new IllegalStateException(
                    tally.answered() + " of " + documents + " results, and no more for two minutes");
        }
        if (tally.doubled() > 0 || tally.answered() > documents) {
            throw new IllegalStateException("%d documents have results, %d of them more than one, but %d were sent"
                    .formatted(tally.answered(), tally.doubled(), documents));
        }
    }

    /**
     * Waits until so many documents in all have a result, or none has come for a while.
     *
     * @return whether they all have one
     */
    public boolean reaches(int documents, Duration patience) {
        long lastNanos = System.nanoTime();
        int answered = tally.answered();
        while (answered < documents && System.nanoTime() - lastNanos < patience.toNanos()) {
            consumer.poll(POLL).forEach(this::count);
            if (tally.answered() > answered) {
                answered = tally.answered();
                lastNanos = System.nanoTime();
            }
        }
        return answered >= documents;
    }

    /** Everything that is committed by now; to be asked when the application is closed. */
    public Tally total() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::count);
        }
        return tally;
    }

    private void count(ConsumerRecord<byte[], byte[]> result) {
        tally.add(
                Integer.parseInt(new String(result.key(), StandardCharsets.UTF_8)),
                result.serializedKeySize() + result.serializedValueSize());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
