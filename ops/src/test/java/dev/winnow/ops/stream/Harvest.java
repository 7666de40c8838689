package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Classification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Everything that came out of a stream and is committed, in the order of each partition.
 *
 * @param results records of the output topic
 * @param deadLetters records of the dead-letter topic
 */
record Harvest(List<Result> results, List<DeadLetter> deadLetters) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A classification and the record it came in. */
    record Result(ConsumerRecord<byte[], byte[]> record, Classification classification) {
        String id() {
            return classification.getDocumentId();
        }

        String key() {
            return new String(record.key(), UTF_8);
        }
    }

    /** Reads both topics from their beginning to their present end. */
    static Harvest of(TestStream stream) {
        try (AvroSerdes serdes = new AvroSerdes(
                new RegistrySettings(stream.registryUrl(), false, Duration.ofSeconds(5), 10, Map.of()))) {
            Deserializer<Classification> deserializer = serdes.classification().deserializer();
            List<Result> results = committed(stream, stream.output()).stream()
                    .map(record -> new Result(record, deserializer.deserialize(record.topic(), record.value())))
                    .toList();
            return new Harvest(
                    results,
                    committed(stream, stream.deadLetters()).stream()
                            .map(DeadLetter::new)
                            .toList());
        }
    }

    List<String> ids() {
        return results.stream().map(Result::id).toList();
    }

    /** The one result of a document. */
    Classification classificationOf(String id) {
        List<Result> found =
                results.stream().filter(result -> result.id().equals(id)).toList();
        if (found.size() != 1) {
            throw new AssertionError("%d results of document '%s', not one".formatted(found.size(), id));
        }
        return found.get(0).classification();
    }

    /** All records of a topic that a careful consumer sees. */
    static List<ConsumerRecord<byte[], byte[]>> committed(TestStream stream, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(stream)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Waiting.upTo(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
            });
        }
        return records;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(TestStream stream) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stream.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "fetch.max.wait.ms",
                        50),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
