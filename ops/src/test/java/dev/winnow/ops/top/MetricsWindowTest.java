package dev.winnow.ops.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Against what {@code histogram_quantile} of Prometheus says of the same buckets, by its formula. */
class MetricsWindowTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final MetricsWindow window = new MetricsWindow();

    /** Results of two topics, in buckets of 100 ms, 500 ms and beyond. */
    private static String metrics(int underTenth, int underHalf, int all, int otherTopic, int batches) {
        return """
                # HELP winnow_age_seconds Record age at emission
                # TYPE winnow_age_seconds histogram
                winnow_age_seconds_bucket{bundle="moderation",input="comments",le="0.1"} %d
                winnow_age_seconds_bucket{bundle="moderation",input="comments",le="0.5"} %d
                winnow_age_seconds_bucket{bundle="moderation",input="comments",le="+Inf"} %d
                winnow_age_seconds_bucket{bundle="moderation",input="a \\"b\\" {c}",le="0.1"} %d
                winnow_age_seconds_bucket{bundle="moderation",input="a \\"b\\" {c}",le="0.5"} %<d
                winnow_age_seconds_bucket{bundle="moderation",input="a \\"b\\" {c}",le="+Inf"} %<d
                winnow_batch_documents_count{bundle="moderation"} %d
                winnow_batch_documents_sum{bundle="moderation"} %d
                winnow_dead_letters_total{bundle="moderation",input="comments",stage="read"} 2
                winnow_dead_letters_total{bundle="moderation",input="comments",stage="infer"} 1.0
                winnow_dead_letters_total{bundle="topics",input="news",stage="infer"} 7
                jvm_threads_live_threads 41.0
                winnow nonsense
                """.formatted(underTenth, underHalf, all, otherTopic, batches, 20 * batches);
    }

    @Test
    void shouldTakeQuantilesOfTheTimeBetween() {
        // Given
        window.add(NOON, metrics(1_000, 1_000, 1_000, 0, 10));

        // When
        window.add(NOON.plusSeconds(30), metrics(1_040, 1_096, 1_096, 4, 20));
        Figures figures = window.figures("moderation");

        // Then: 44 of 100 under 100 ms and 56 between 100 and 500 ms
        assertThat(figures.p50AgeMillis()).isCloseTo(100 + 400 * (50.0 - 44) / 56, within(1e-9));
        assertThat(figures.p99AgeMillis()).isCloseTo(100 + 400 * (99.0 - 44) / 56, within(1e-9));
        assertThat(figures.batchDocuments()).isEqualTo(20);
        assertThat(figures.batchTokens()).isNull();
        assertThat(figures.deadLetters()).isEqualTo(3);
    }

    @Test
    void shouldForgetWhatIsOlderThanAMinute() {
        // Given
        window.add(NOON, metrics(0, 0, 0, 0, 0));
        window.add(NOON.plusSeconds(50), metrics(0, 0, 100, 0, 0));

        // When
        window.add(NOON.plusSeconds(100), metrics(100, 100, 200, 0, 0));

        // Then: the last fifty seconds had no old record
        assertThat(window.figures("moderation").p99AgeMillis()).isCloseTo(99, within(1e-9));
    }

    @Test
    void shouldCountFromZeroAfterARestart() {
        // Given
        window.add(NOON, metrics(1_000, 1_000, 1_000, 0, 1_000));

        // When
        window.add(NOON.plusSeconds(1), metrics(10, 10, 10, 0, 2));

        // Then
        assertThat(window.figures("moderation").p50AgeMillis()).isCloseTo(50, within(1e-9));
        assertThat(window.figures("moderation").batchDocuments()).isEqualTo(20);
    }

    /** As {@code increase} does: 100 before the restart and 1,200 after it, not the 200 between the first and the last. */
    @Test
    void shouldNoticeARestartThatHasCaughtUpSince() {
        // Given
        window.add(NOON, metrics(1_000, 1_000, 1_000, 0, 10));
        window.add(NOON.plusSeconds(10), metrics(1_000, 1_100, 1_100, 0, 15));
        window.add(NOON.plusSeconds(20), metrics(600, 600, 600, 0, 5));

        // When
        window.add(NOON.plusSeconds(30), metrics(1_200, 1_200, 1_200, 0, 20));
        Figures figures = window.figures("moderation");

        // Then: 1,200 of 1,300 under 100 ms
        assertThat(figures.p50AgeMillis()).isCloseTo(100 * 650.0 / 1_200, within(1e-9));
        assertThat(figures.p99AgeMillis()).isCloseTo(100 + 400 * (1_287.0 - 1_200) / 100, within(1e-9));
        assertThat(figures.batchDocuments()).isEqualTo(20);
    }

    @Test
    void shouldForgetAfterAMinuteWithoutMetrics() {
        // Given
        window.add(NOON, metrics(0, 0, 0, 0, 0));
        window.add(NOON.plusSeconds(1), metrics(10, 10, 10, 0, 1));

        // When
        window.forget(NOON.plusSeconds(62));

        // Then
        assertThat(window.figures("moderation")).isEqualTo(Figures.NONE);
    }

    @Test
    void shouldSayTheLastBoundForWhatIsBeyond() {
        // Given
        window.add(NOON, metrics(0, 0, 0, 0, 0));

        // When
        window.add(NOON.plusSeconds(1), metrics(0, 0, 10, 0, 0));

        // Then
        assertThat(window.figures("moderation").p50AgeMillis()).isEqualTo(500);
    }

    @Test
    void shouldSayNothingOfWhatIsNotMeasured() {
        // Given
        window.add(NOON, metrics(10, 10, 10, 0, 1));

        // When / Then
        assertThat(window.figures("moderation").p50AgeMillis()).isNull();
        assertThat(window.figures("sentiment")).isEqualTo(Figures.NONE);
        assertThat(new MetricsWindow().figures("moderation")).isEqualTo(Figures.NONE);
    }
}
