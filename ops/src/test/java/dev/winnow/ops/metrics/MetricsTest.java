package dev.winnow.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.observe.Pipeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Map<String, String> BUNDLE = Map.of("bundle", "parity");

    private static Scrape scrape(Metrics metrics) {
        try (metrics) {
            return Scrape.of(metrics.scrape());
        }
    }

    @Test
    void shouldSayWhereItStandsBeforeAnythingIsKnown() {
        // Given
        AtomicReference<AppState> state = new AtomicReference<>(new AppState.Starting("checking topics"));
        try (Metrics metrics = new Metrics(state::get, Optional::empty, Map::of)) {
            Scrape early = Scrape.of(metrics.scrape());
            state.set(new AppState.Running(Instant.EPOCH));

            // When
            Scrape later = Scrape.of(metrics.scrape());

            // Then
            assertThat(early.value("winnow_state", Map.of("state", "starting"))).isEqualTo(1);
            assertThat(early.names()).contains("jvm_memory_used_bytes", "process_uptime_seconds", "process_cpu_usage");
            assertThat(early.find("winnow_offset", Map.of())).isEmpty();
            assertThat(early.find("winnow_kafka_assigned_partitions", Map.of())).isEmpty();
            assertThat(later.value("winnow_state", Map.of("state", "running"))).isEqualTo(1);
            assertThat(later.find("winnow_state", Map.of("state", "starting"))).isEmpty();
        }
    }

    @Test
    void shouldShowWhatAKnobDoesAndGoesBy() {
        // When
        Scrape scrape = scrape(MetricsFixture.metrics());

        // Then
        assertThat(scrape.value("winnow_offset", BUNDLE)).isZero();
        assertThat(scrape.value("winnow_offset_cap", BUNDLE)).isEqualTo(0.5);
        assertThat(scrape.value("winnow_overloaded", BUNDLE)).isEqualTo(1);
        assertThat(scrape.value("winnow_objective_seconds", BUNDLE)).isEqualTo(2);
        assertThat(scrape.value("winnow_expected_accuracy", BUNDLE)).isEqualTo(0.9);
        assertThat(scrape.value("winnow_agreement", BUNDLE)).isEqualTo(0.9);
        // Wilson's interval for 90 of 100, from a table.
        assertThat(scrape.value("winnow_agreement_low", BUNDLE)).isCloseTo(0.8256, within(1e-4));
        assertThat(scrape.value("winnow_agreement_high", BUNDLE)).isCloseTo(0.9448, within(1e-4));
        assertThat(scrape.value("winnow_backlog_documents", BUNDLE)).isEqualTo(12);
        assertThat(scrape.value("winnow_queue_age_seconds", BUNDLE)).isEqualTo(1.5);
        assertThat(scrape.value("winnow_control_topic_readable", Map.of())).isEqualTo(1);
    }

    @Test
    void shouldShowWhatKafkaHasMeasured() {
        // When
        Scrape scrape = scrape(MetricsFixture.metrics());

        // Then
        assertThat(scrape.value("winnow_kafka_alive_threads", Map.of())).isEqualTo(2);
        assertThat(scrape.value("winnow_kafka_assigned_partitions", Map.of())).isEqualTo(12);
        assertThat(scrape.value("winnow_kafka_commit_latency_max_seconds", Map.of()))
                .isEqualTo(0.25);
    }

    @Test
    void shouldHoldResultsAgainstTheObjective() {
        // When
        Scrape scrape = scrape(MetricsFixture.metrics());

        // Then
        assertThat(scrape.value("winnow_slo_violations_total", BUNDLE)).isEqualTo(1);
        assertThat(scrape.value("winnow_age_seconds_count", BUNDLE)).isEqualTo(2);
        assertThat(scrape.value("winnow_age_seconds_sum", BUNDLE)).isEqualTo(4);
        assertThat(scrape.value("winnow_age_seconds_bucket", Map.of("le", "2.5")))
                .isEqualTo(2);
        assertThat(scrape.value("winnow_age_seconds_bucket", Map.of("le", "1.0")))
                .isZero();
    }

    @Test
    void shouldCountTokensByTheLayersTheyReached() {
        // When
        Scrape scrape = scrape(MetricsFixture.metrics());

        // Then: of four tokens one left before the first layer, and two before the second
        assertThat(scrape.value("winnow_batch_tokens_sum", BUNDLE)).isEqualTo(4);
        assertThat(scrape.value("winnow_layer_tokens_total", Map.of("layer", "1")))
                .isEqualTo(3);
        assertThat(scrape.value("winnow_layer_tokens_total", Map.of("layer", "2")))
                .isEqualTo(1);
        assertThat(scrape.value("winnow_engine_flops_total", BUNDLE)).isEqualTo(1e9);
    }

    @Test
    void shouldBeginAtZeroForWhatHasNotHappened() {
        // When
        Scrape scrape = scrape(MetricsFixture.metrics());

        // Then: a rate needs a series from before the first event
        assertThat(scrape.value("winnow_dead_letters_total", Map.of("stage", "infer")))
                .isZero();
        assertThat(scrape.value("winnow_results_total", Map.of("label", "even")))
                .isZero();
        assertThat(scrape.value("winnow_offset_changes_total", Map.of("reason", "manual")))
                .isZero();
        assertThat(scrape.value("winnow_offset_changes_total", Map.of("reason", "idle")))
                .isEqualTo(1);
    }

    @Test
    void shouldBoundTheSeriesOfLabels() {
        // Given
        List<String> labels =
                IntStream.range(0, 1_000).mapToObj(n -> "label-" + n).toList();
        try (Metrics metrics = new Metrics(AppState.Joining::new, Optional::empty, Map::of)) {
            metrics.observer().opened(new Pipeline("comments", "labels", "parity"), labels);

            // When: 'odd' is none of the first hundred
            metrics.observer().written(MetricsFixture.result("odd", 1));

            // Then
            Scrape scrape = Scrape.of(metrics.scrape());
            assertThat(scrape.samples().stream().filter(sample -> sample.name().equals("winnow_results_total")))
                    .hasSize(PipelineMeters.MOST_LABELS + 1);
            assertThat(scrape.value("winnow_results_total", Map.of("label", "(other)")))
                    .isEqualTo(1);
        }
    }
}
