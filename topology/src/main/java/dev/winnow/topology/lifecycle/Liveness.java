package dev.winnow.topology.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Whether a restart would help. Not while the registry or the broker is away, nor while the model fails: a new process would
 * meet the same. But a thread that has not come back to its consumer for longer than the group allows hangs for good, in
 * a native call perhaps, and nothing within the process can free it.
 */
final class Liveness {

    private static final String LAST_POLL = "last-poll-seconds-ago";
    private static final String MAIN_CONSUMER = ".*-StreamThread-\\d+-consumer";

    private final KafkaStreams streams;
    private final Duration longestPollInterval;

    Liveness(KafkaStreams streams, Duration longestPollInterval) {
        this.streams = streams;
        this.longestPollInterval = longestPollInterval;
    }

    /** Why it will not go on by itself; empty if it may. */
    Optional<String> trouble() {
        if (streams.state().hasCompletedShutdown()) {
            return Optional.of("the stream threads have ended");
        }
        double longest = streams.metrics().entrySet().stream()
                .filter(metric -> isLastPoll(metric.getKey()))
                .mapToDouble(Liveness::seconds)
                .max()
                .orElse(0);
        return longest > longestPollInterval.toSeconds()
                ? Optional.of("a stream thread hangs: its last poll was %.0f s ago".formatted(longest))
                : Optional.empty();
    }

    private static boolean isLastPoll(MetricName name) {
        return name.name().equals(LAST_POLL)
                && name.tags().getOrDefault("client-id", "").matches(MAIN_CONSUMER);
    }

    private static double seconds(Map.Entry<MetricName, ? extends Metric> metric) {
        return metric.getValue().metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
