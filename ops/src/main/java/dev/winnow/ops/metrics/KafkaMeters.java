package dev.winnow.ops.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
final class KafkaMeters {

    private static final String THREADS = "stream-thread-metrics";
    private static final String FETCHES = "consumer-fetch-manager-metrics";
    private static final String GROUP = "consumer-coordinator-metrics";
    private static final String PRODUCER = "producer-metrics";

    /** A figure that goes both ways; it has no series until Kafka has measured it. */
    private record KafkaGauge(MultiGauge gauge, Supplier<OptionalDouble> value) {

        void update() {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            value.get().ifPresent(known -> rows.add(MultiGauge.Row.of(Tags.empty(), known)));
            gauge.register(rows, true);
        }
    }

    private final MeterRegistry registry;
    private final Supplier<Map<MetricName, ? extends Metric>> metrics;
    private final List<KafkaGauge> gauges = new ArrayList<>();

    KafkaMeters(MeterRegistry registry, Supplier<Map<MetricName, ? extends Metric>> metrics) {
        this.registry = registry;
        this.metrics = metrics;
        addThreads();
        addClients();
    }

    private void addClients() {
        counter("winnow.kafka.consumed.records", "Records fetched", FETCHES, "records-consumed-total");
        counter("winnow.kafka.consumed.bytes", "Bytes fetched", FETCHES, "bytes-consumed-total");
        counter("winnow.kafka.rebalances", "Rebalances this process took part in", GROUP, "rebalance-total");
        gauge(
                MultiGauge.builder("winnow.kafka.assigned.partitions").description("Partitions assigned"),
                () -> sum(GROUP, "assigned-partitions"));
        counter("winnow.kafka.sent.records", "Records sent", PRODUCER, "record-send-total");
        counter("winnow.kafka.send.errors", "Records that could not be sent", PRODUCER, "record-error-total");
        counter("winnow.kafka.send.retries", "Records sent again", PRODUCER, "record-retry-total");
    }

    private void addThreads() {
        counter("winnow.kafka.commits", "Commits of the stream threads", THREADS, "commit-total");
        gauge(
                MultiGauge.builder("winnow.kafka.commit.latency.max")
                        .description("Longest commit of the last half minute")
                        .baseUnit("seconds"),
                this::longestCommitSeconds);
        gauge(
                MultiGauge.builder("winnow.kafka.alive.threads").description("Stream threads that live"),
                () -> sum("stream-metrics", "alive-stream-threads"));
        counter(
                "winnow.kafka.failed.threads",
                "Stream threads that failed and were replaced",
                "stream-metrics",
                "failed-stream-threads");
    }

    private void counter(String name, String description, String group, String metric) {
        GrowingTotal total = new GrowingTotal(() -> found(group, metric));
        FunctionCounter.builder(name, this, kafka -> total.value())
                .description(description)
                .register(registry);
    }

    private void gauge(MultiGauge.Builder gauge, Supplier<OptionalDouble> value) {
        gauges.add(new KafkaGauge(gauge.register(registry), value));
    }

    private OptionalDouble sum(String group, String metric) {
        return values(group, metric).reduce(Double::sum);
    }

    private OptionalDouble longestCommitSeconds() {
        return values(THREADS, "commit-latency-max")
                .map(millis -> millis / 1_000)
                .max();
    }

    /** Looks at what goes both ways. */
    void update() {
        gauges.forEach(KafkaGauge::update);
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
