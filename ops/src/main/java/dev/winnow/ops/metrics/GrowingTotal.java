package dev.winnow.ops.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The sum of counters that come and go: when a stream thread is replaced, what it counted stays counted. A bare sum would fall, and
 * Prometheus would take that for a restart and add everything once more.
 */
final class GrowingTotal {
    private final Supplier<Stream<? extends Metric>> counters;
    private final Map<MetricName, Double> last = new HashMap<>();
    private double total;

    /**
     * Nothing is counted yet.
     *
     * @param counters those that there are now
     */
    GrowingTotal(Supplier<Stream<? extends Metric>> counters) {
        this.counters = counters;
    }

    /** Everything that any of them has counted so far. */
    synchronized double value() {
        Set<MetricName> present = new HashSet<>();
        counters.get().forEach(counter -> {
            double now = KafkaMeters.value(counter);
            if (Double.isFinite(now)) {
                present.add(counter.metricName());
                grow(counter.metricName(), now);
            }
        });
        last.keySet().retainAll(present);
        return total;
    }

    private void grow(MetricName name, double now) {
        Double before = last.put(name, now);
        total += before == null || now < before ? now : now - before;
    }
}
