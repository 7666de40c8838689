package dev.winnow.ops.faults;

import dev.winnow.ops.stream.TestStream;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Classification;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;

/**
 * What a careful consumer ({@code read_committed}) finds in the output and the dead-letter topic, counted by the numbers
 * of the documents.
 *
 * <p>A document that has a result and a dead letter counts as doubled, one that has neither as lost. Out of order is a
 * result that comes for the first time and after that of a later document with its key; a repetition is doubled and
 * nothing else.
 */
final class Toll {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int[] found;
    private final int[] latestOfKey = new int[Documents.keys()];
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<Integer, String> latestVersions = new HashMap<>();
    private int outOfOrder;
    private int deadLetters;
    private int mismatched;

    private Toll(int documents) {
        found = new int[documents];
        Arrays.fill(latestOfKey, -1);
    }

    /** Reads both topics from their beginning to their present end. */
    static Toll of(TestStream stream, int documents) {
        Toll toll = new Toll(documents);
        try (AvroSerdes serdes = new AvroSerdes(
                        new RegistrySettings(stream.registryUrl(), false, Duration.ofSeconds(5), 10, Map.of()));
                KafkaConsumer<byte[], byte[]> consumer = consumer(stream)) {
            toll.readAll(stream, consumer, serdes.classification().deserializer());
        }
        return toll;
    }

    private void readAll(
            TestStream stream, KafkaConsumer<byte[], byte[]> consumer, Deserializer<Classification> results) {
        List<TopicPartition> partitions = Stream.of(stream.output(), stream.deadLetters())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (record.topic().equals(stream.output())) {
                    addResult(record, results.deserialize(record.topic(), record.value()));
                } else {
                    deadLetters++;
                    found[Documents.numberOf(record)]++;
                }
            }
            return partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
        });
    }

    private void addResult(ConsumerRecord<byte[], byte[]> record, Classification result) {
        int number = Documents.numberOf(record);
        if (!result.getDocumentId().equals(Documents.id(number))) {
            mismatched++;
        }
        versions.merge(result.getModelVersion(), 1, Integer::sum);
        int key = Documents.keyOf(number);
        latestVersions.put(key, result.getModelVersion());
        found[number]++;
        if (found[number] == 1) {
            if (number < latestOfKey[key]) {
                outOfOrder++;
            }
            latestOfKey[key] = Math.max(latestOfKey[key], number);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(TestStream stream) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", stream.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    int documents() {
        return found.length;
    }

    /** Documents with neither result nor dead letter. */
    long lost() {
        return Arrays.stream(found).filter(count -> count == 0).count();
    }

    /** Results and dead letters beyond the first of a document. */
    long duplicated() {
        return Arrays.stream(found)
                .filter(count -> count > 1)
                .map(count -> count - 1)
                .sum();
    }

    int outOfOrder() {
        return outOfOrder;
    }

    int deadLetters() {
        return deadLetters;
    }

    /** Results under the number of one document that name another. */
    int mismatched() {
        return mismatched;
    }

    /** Results by version of the bundle. */
    Map<String, Integer> versions() {
        return Collections.unmodifiableMap(versions);
    }

    /** Versions of the bundle that the last result of some key names. */
    Set<String> latestVersions() {
        return new TreeSet<>(latestVersions.values());
    }

    @Override
    public String toString() {
        int[] lost = IntStream.range(0, found.length)
                .filter(n -> found[n] == 0)
                .limit(20)
                .toArray();
        int[] doubled = IntStream.range(0, found.length)
                .filter(n -> found[n] > 1)
                .limit(20)
                .toArray();
        return "%d lost %s, %d doubled %s, %d out of order, %d dead letters, %d mismatched"
                .formatted(
                        lost(),
                        Arrays.toString(lost),
                        duplicated(),
                        Arrays.toString(doubled),
                        outOfOrder,
                        deadLetters,
                        mismatched);
    }
}
