package dev.winnow.topology.load;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** How far the tasks of one bundle have come, those that this instance has at the moment. Safe for use by several threads. */
public final class BundleProgress {

    private final Set<TaskProgress> tasks = ConcurrentHashMap.newKeySet();

    /** Begins to follow a task. */
    public TaskProgress follow(String topic, int partition) {
        TaskProgress task = new TaskProgress(this, new TopicPartition(topic, partition));
        tasks.add(task);
        return task;
    }

    void forget(TaskProgress task) {
        tasks.remove(task);
    }

    /** The partitions that this instance reads for the bundle. */
    Set<TopicPartition> partitions() {
        return tasks.stream().map(TaskProgress::source).collect(Collectors.toSet());
    }

    /** Age of the oldest record without a result; zero when there is none. */
    Duration oldestAge(long nowMillis) {
        return tasks.stream()
                .map(TaskProgress::oldestTimestamp)
                .filter(timestamp -> timestamp != TaskProgress.NONE)
                .map(timestamp -> Duration.ofMillis(Math.max(0, nowMillis - timestamp)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Records that were not taken in, by the end offsets that the broker said. A task before its first record does not know
     * where it will begin; it says in a moment.
     */
    long unread(Map<TopicPartition, Long> ends) {
        return tasks.stream()
                .filter(task -> task.position() != TaskProgress.NONE)
                .mapToLong(task -> Math.max(0, ends.getOrDefault(task.source(), 0L) - task.position()))
                .sum();
    }
}
