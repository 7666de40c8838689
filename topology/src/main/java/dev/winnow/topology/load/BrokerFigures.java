package dev.winnow.topology.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker said last of the partitions that this instance reads.
 *
 * @param atNanos when it answered, by {@code System.nanoTime()}
 * @param ends end offset of each partition
 * @param perSecond records that came to each partition, a second, between the last two answers; none for a new partition
 */
record BrokerFigures(long atNanos, Map<TopicPartition, Long> ends, Map<TopicPartition, Double> perSecond) {

    BrokerFigures {
        ends = Map.copyOf(ends);
        perSecond = Map.copyOf(perSecond);
    }

    /** Before the first answer. */
    static BrokerFigures none(long nowNanos) {
        return new BrokerFigures(nowNanos, Map.of(), Map.of());
    }

    /** The figures after another answer. */
    BrokerFigures after(Map<TopicPartition, Long> newEnds, long nowNanos) {
        double seconds = Math.max(1, nowNanos - atNanos) / 1e9;
        Map<TopicPartition, Double> slopes = new HashMap<>();
        newEnds.forEach((partition, end) -> {
            Long before = ends.get(partition);
            if (before != null) {
                slopes.put(partition, Math.max(0, end - before) / seconds);
            }
        });
        return new BrokerFigures(nowNanos, newEnds, slopes);
    }

    /** Records that come to these partitions, a second. */
    double perSecond(Set<TopicPartition> partitions) {
        return partitions.stream()
                .mapToDouble(partition -> perSecond.getOrDefault(partition, 0.0))
                .sum();
    }
}
