package dev.winnow.ops.bench.peers;

import dev.winnow.ops.broker.CommittedRecords;
import dev.winnow.v1.Classification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Counts committed results, each document once, and keeps those of the first documents: they are labelled. */
final class PeerResults implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PeerTopics topics;
    private final int labelled;
    private final Consumer<byte[], byte[]> consumer;
    private final BitSet answered = new BitSet();
    private final Map<Integer, byte[]> kept = new TreeMap<>();

    PeerResults(PeerTopics topics, int labelled) {
        this.topics = topics;
        this.labelled = labelled;
        this.consumer = CommittedRecords.of(topics.servers(), List.of(topics.classifications()));
    }

    /**
     * Waits until so many documents have their result.
     *
     * @throws IllegalStateException when one has two, or none comes for two minutes
     */
    void await(int documents) {
        long lastNanos = System.nanoTime();
        while (answered.cardinality() < documents) {
            var polled = consumer.poll(POLL);
            polled.forEach(this::take);
            if (!polled.isEmpty()) {
                lastNanos = System.nanoTime();
            } else if (System.nanoTime() - lastNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        answered.cardinality() + " of " + documents + " results, and no more for two minutes");
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> result) {
        int document = Integer.parseInt(new String(result.key(), StandardCharsets.UTF_8));
        if (answered.get(document)) {
            throw new IllegalStateException("document " + document + " has two results");
        }
        answered.set(document);
        if (document < labelled) {
            kept.put(document, result.value());
        }
    }

    /** What the labelled documents got, in their order, as indexes into these class names. */
    List<Integer> labels(List<String> names) {
        Deserializer<Classification> deserializer =
                topics.serdes().classification().deserializer();
        return kept.values().stream()
                .map(value -> deserializer.deserialize(topics.classifications(), value))
                .map(classification -> names.indexOf(classification.getLabel()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
