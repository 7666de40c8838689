package dev.winnow.ops.bench.control;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Classification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

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

    private record Raw(ConsumerRecord<String, byte[]> result, long readMillis) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Raw> results = new ArrayList<>();
    private final BitSet answered = new BitSet();

    ResultReader(RunTopics topics) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", topics.servers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, RunTopics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topics.classifications(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
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
        for (ConsumerRecord<String, byte[]> result : polled) {
            results.add(new Raw(result, now));
            answered.set(Integer.parseInt(result.key()));
        }
    }

    /** All that was read. */
    List<Result> results() {
        try (AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(RunTopics.REGISTRY))) {
            var deserializer = serdes.classification().deserializer();
            return results.stream()
                    .map(raw -> new Result(
                            Integer.parseInt(raw.result().key()),
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
