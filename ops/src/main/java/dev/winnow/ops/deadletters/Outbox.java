package dev.winnow.ops.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends records and marks their letters in one transaction for some hundred of them. A transaction that the broker refuses
 * is halved until the record that it refuses is alone.
 */
final class Outbox implements AutoCloseable {
    private static final int MOST_RECORDS = 500;
    private static final long MOST_BYTES = 4L << 20;

    private final Producer<byte[], byte[]> producer;
    private final String deadLetterTopic;
    private final int mostRecords;
    private final Pace pace;
    private final Tally tally;
    private final List<Outgoing> waiting = new ArrayList<>();
    private long waitingBytes;

    Outbox(Producer<byte[], byte[]> producer, String deadLetterTopic, OptionalInt perSecond, Tally tally) {
        this.producer = producer;
        this.deadLetterTopic = deadLetterTopic;
        // No more in one transaction than may go in a second: the rest would come as a gust.
        this.mostRecords = Math.min(MOST_RECORDS, perSecond.orElse(MOST_RECORDS));
        this.pace = Pace.of(perSecond);
        this.tally = tally;
    }

    /**
     * Ends what another replay of the topic has begun: its open transaction is aborted, a committed one is complete, and it
     * cannot begin a new one. Marks are to be read afterwards.
     */
    void takeOver() {
        producer.initTransactions();
    }

    /** Sends it soon. */
    void add(Outgoing record) {
        waiting.add(record);
        waitingBytes += record.bytes();
        if (waiting.size() >= mostRecords || waitingBytes >= MOST_BYTES) {
            flush();
        }
    }

    /** Sends what waits. */
    void flush() {
        if (!waiting.isEmpty()) {
            pace.await(waiting.size());
            transaction(List.copyOf(waiting));
            waiting.clear();
            waitingBytes = 0;
        }
    }

    private void transaction(List<Outgoing> batch) {
        producer.beginTransaction();
        Optional<KafkaException> refusal = send(batch);
        if (refusal.isEmpty()) {
            producer.commitTransaction();
            tally.sent(batch.size());
            return;
        }
        producer.abortTransaction();
        if (batch.size() == 1) {
            tally.failed(
                    batch.get(0).letter(),
                    "the broker refuses it: " + refusal.get().getMessage());
        } else {
            int half = batch.size() / 2;
            transaction(batch.subList(0, half));
            transaction(batch.subList(half, batch.size()));
        }
    }

    private Optional<KafkaException> send(List<Outgoing> batch) {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        try {
            batch.forEach(outgoing -> answers.add(producer.send(outgoing.record())));
            marks(batch).forEach(mark -> answers.add(producer.send(mark.in(deadLetterTopic))));
            producer.flush();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return Optional.of(firstFailure(answers).orElse(e));
        }
        return firstFailure(answers);
    }

    private static List<ReplayMark> marks(List<Outgoing> batch) {
        Map<Integer, List<Long>> offsets = batch.stream()
                .map(Outgoing::letter)
                .collect(Collectors.groupingBy(
                        LetterId::partition, TreeMap::new, Collectors.mapping(LetterId::offset, Collectors.toList())));
        return offsets.entrySet().stream()
                .map(entry -> new ReplayMark(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The first, since those after it fail because of it. */
    private static Optional<KafkaException> firstFailure(List<Future<RecordMetadata>> answers) {
        for (Future<RecordMetadata> answer : answers) {
            if (answer.isDone()) {
                try {
                    answer.get();
                } catch (ExecutionException e) {
                    return Optional.of(
                            e.getCause() instanceof KafkaException refused
                                    ? refused
                                    : new KafkaException(e.getCause()));
                } catch (InterruptedException e) {
                    throw new InterruptException(e);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        producer.close();
    }
}
