package dev.winnow.topology.lifecycle;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large a record may be, by topic.
 *
 * @param maxBytes {@code max.message.bytes} of the topics whose configuration may be read
 */
record TopicLimits(Map<String, Integer> maxBytes) {

    /** Kafka's default. */
    private static final int DEFAULT = 1_048_588;

    TopicLimits {
        maxBytes = Map.copyOf(maxBytes);
    }

    /** Before the broker was asked. */
    static TopicLimits unknown() {
        return new TopicLimits(Map.of());
    }

    int of(String topic) {
        return maxBytes.getOrDefault(topic, DEFAULT);
    }

    /** The largest record any of the topics takes. */
    int largest() {
        return maxBytes.values().stream().mapToInt(Integer::intValue).max().orElse(DEFAULT);
    }

    /** The same, where the producer sends no more than this. */
    TopicLimits cappedAt(int requestBytes) {
        return new TopicLimits(maxBytes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, limit -> Math.min(limit.getValue(), requestBytes))));
    }
}
