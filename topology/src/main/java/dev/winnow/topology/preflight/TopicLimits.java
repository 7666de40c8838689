package dev.winnow.topology.preflight;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large a record may be, by topic, and how many places there are to read from.
 *
 * @param maxBytes {@code max.message.bytes} of the topics whose configuration may be read
 * @param inputPartitions partitions of all inputs together
 */
public record TopicLimits(Map<String, Integer> maxBytes, int inputPartitions) {

    /** Kafka's default. */
    private static final int DEFAULT = 1_048_588;

    public TopicLimits {
        maxBytes = Map.copyOf(maxBytes);
    }

    /** Before the broker was asked. */
    public static TopicLimits unknown() {
        return new TopicLimits(Map.of(), 1);
    }

    public int of(String topic) {
        return maxBytes.getOrDefault(topic, DEFAULT);
    }

    /** The largest record any of the topics takes. */
    public int largest() {
        return maxBytes.values().stream().mapToInt(Integer::intValue).max().orElse(DEFAULT);
    }

    /** The same, where the producer sends no more than this. */
    public TopicLimits cappedAt(int requestBytes) {
        return new TopicLimits(
                maxBytes.entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, limit -> Math.min(limit.getValue(), requestBytes))),
                inputPartitions);
    }
}
