package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class GrowingTotalTest {
    private final List<Metric> counters = new ArrayList<>();
    private final GrowingTotal total = new GrowingTotal(counters::stream);

    /** Of the client of a stream thread. */
    private record Counter(String client, Object metricValue) implements Metric {
        @Override
        public MetricName metricName() {
            return new MetricName("records-consumed-total", "fetches", "", Map.of("client-id", client));
        }
    }

    private double after(Metric... now) {
        counters.clear();
        counters.addAll(List.of(now));
        return total.value();
    }

    @Test
    void shouldKeepWhatAVanishedCounterHasCounted() {
        // Given
        double both = after(new Counter("one", 5.0), new Counter("two", 7.0));

        // When
        double oneGone = after(new Counter("two", 8.0));
        double replaced = after(new Counter("one", 2.0), new Counter("two", 8.0));

        // Then
        assertThat(both).isEqualTo(12);
        assertThat(oneGone).isEqualTo(13);
        assertThat(replaced).isEqualTo(15);
    }

    @Test
    void shouldCountOnWhereACounterBeginsAnew() {
        // Given
        double before = after(new Counter("one", 5.0));

        // When
        double restarted = after(new Counter("one", 3.0));

        // Then
        assertThat(before).isEqualTo(5);
        assertThat(restarted).isEqualTo(8);
    }

    @Test
    void shouldTakeNoNumberForNothing() {
        assertThat(after(new Counter("one", Double.NaN), new Counter("two", "text")))
                .isZero();
    }
}
