package dev.winnow.ops.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * A few of the hundreds of figures of Kafka's clients and stream threads, over all threads of the process.
 *
 * <p>Rejected: Micrometer's {@code KafkaStreamsMetrics}, which makes a series of each figure for each client: their ids hold a
 * random part, so that every restart would leave some hundred dead series behind in Prometheus. Rejected: the lag of the
 * consumer, which was wrong by thousands in bursts; {@code winnow_unread_documents} is right.
 */
record KafkaMeters(Supplier<Map<MetricName, ? extends Metric>> metrics) {

    private static final String THREADS = "stream-thread-metrics";
    private static final String FETCHES = "consumer-fetch-manager-metrics";
    private static final String GROUP = "consumer-coordinator-metrics";
    private static final String PRODUCER = "producer-metrics";

    void bindTo(MeterRegistry registry) {
        threads(registry);
        counter(registry, "winnow.kafka.consumed.records", "Records fetched", FETCHES, "records-consumed-total");
        counter(registry, "winnow.kafka.consumed.bytes", "Bytes fetched", FETCHES, "bytes-consumed-total");
        counter(registry, "winnow.kafka.rebalances", "Rebalances this process took part in", GROUP, "rebalance-total");
        sum(registry, "winnow.kafka.assigned.partitions", "Partitions assigned", GROUP, "assigned-partitions");
        counter(registry, "winnow.kafka.sent.records", "Records sent", PRODUCER, "record-send-total");
        counter(registry, "winnow.kafka.send.errors", "Records that could not be sent", PRODUCER, "record-error-total");
        counter(registry, "winnow.kafka.send.retries", "Records sent again", PRODUCER, "record-retry-total");
    }

    private void threads(MeterRegistry registry) {
        counter(registry, "winnow.kafka.commits", "Commits of the stream threads", THREADS, "commit-total");
        Gauge.builder("winnow.kafka.commit.latency.max", () -> largest(THREADS, "commit-latency-max") / 1_000)
                .description("Longest commit of the last half minute")
                .baseUnit("seconds")
                .register(registry);
        sum(
                registry,
                "winnow.kafka.alive.threads",
                "Stream threads that live",
                "stream-metrics",
                "alive-stream-threads");
        counter(
                registry,
                "winnow.kafka.failed.threads",
                "Stream threads that failed and were replaced",
                "stream-metrics",
                "failed-stream-threads");
    }

    /** The registry does not hold what a counter reads, but it does so for a gauge: these keep this object alive. */
    private void counter(MeterRegistry registry, String name, String description, String group, String metric) {
        GrowingTotal total = new GrowingTotal(() -> found(group, metric));
        FunctionCounter.builder(name, this, kafka -> total.value())
                .description(description)
                .register(registry);
    }

    private void sum(MeterRegistry registry, String name, String description, String group, String metric) {
        Gauge.builder(name, () -> values(group, metric).sum())
                .description(description)
                .register(registry);
    }

    private double largest(String group, String metric) {
        return values(group, metric).max().orElse(0);
    }

    /** Kafka says that it has measured nothing yet by what is no number. */
    private DoubleStream values(String group, String metric) {
        return found(group, metric).mapToDouble(KafkaMeters::value).filter(Double::isFinite);
    }

    /** Those of all clients, but not the shares of single topics that Kafka has under the same name. */
    private Stream<? extends Metric> found(String group, String metric) {
        return metrics.get().values().stream()
                .filter(each -> each.metricName().name().equals(metric)
                        && each.metricName().group().equals(group)
                        && !each.metricName().tags().containsKey("topic"));
    }

    static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
