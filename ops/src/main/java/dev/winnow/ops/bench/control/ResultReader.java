package dev.winnow.ops.bench.control;

import dev.winnow.ops.broker.CommittedRecords;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Classification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads committed results as they come, and keeps them encoded until the run is over: its cores are busy. */
final class ResultReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    /**
     * A result in its topic.
     *
     * @param document number of the document
     * @param writtenMillis when the broker appended it
     * @param readMillis when it could be read
     */
    record Result(int document, long writtenMillis, long readMillis, Classification classification) {}

    private record Raw(ConsumerRecord<byte[], byte[]> result, long readMillis) {}

    private final Consumer<byte[], byte[]> consumer;
    private final List<Raw> results = new ArrayList<>();
    private final BitSet answered = new BitSet();

    ResultReader(RunTopics topics) {
        this.consumer = CommittedRecords.of(topics.servers(), List.of(topics.classifications()));
    }

    /** Reads until so many documents are answered, or no longer than until this moment. */
    boolean await(int documents, long deadlineMillis) {
        while (answered.cardinality() < documents && System.currentTimeMillis() < deadlineMillis) {
            poll();
        }
        return answered.cardinality() >= documents;
    }

    /** Reads what is left: of an application that was closed there comes no more. */
    void readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    private void poll() {
        var polled = consumer.poll(POLL);
        long now = System.currentTimeMillis();
        for (ConsumerRecord<byte[], byte[]> result : polled) {
            results.add(new Raw(result, now));
            answered.set(document(result));
        }
    }

    private static int document(ConsumerRecord<byte[], byte[]> result) {
        return Integer.parseInt(new String(result.key(), StandardCharsets.UTF_8));
    }

    /** All that was read. */
    List<Result> results() {
        try (AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(RunTopics.REGISTRY))) {
            var deserializer = serdes.classification().deserializer();
            return results.stream()
                    .map(raw -> new Result(
                            document(raw.result()),
                            raw.result().timestamp(),
                            raw.readMillis(),
                            deserializer.deserialize(
                                    raw.result().topic(), raw.result().value())))
                    .toList();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
