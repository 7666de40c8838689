package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.v1.Classification;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
    private static final long MILLI = 1_000_000;

    private final Ledger ledger = new Ledger();
    private final Measurements measured = new Measurements();

    @Test
    void shouldSumUpDocumentsLatencyAndBatches() {
        // Given
        settle(ledger.open("a", 0), 0, 100 * MILLI, 3);
        settle(ledger.open("b", 0), 0, 100 * MILLI, 3);
        settle(ledger.open("c", 0), 0, 100 * MILLI, 3);
        settle(ledger.open("d", 0), 1_500 * MILLI, 2_000 * MILLI, 1);

        // When
        DemoSummary summary = DemoSummary.of(ledger, measured, 7, 10);

        // Then
        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.documents()).isEqualTo(4);
        assertThat(summary.badRows()).isEqualTo(7);
        assertThat(summary.seconds()).isEqualTo(2.0);
        assertThat(summary.documentsPerSecond()).isEqualTo(2.0);
        assertThat(summary.meanBatchDocuments())
                .as("four documents in two batches")
                .isEqualTo(2.0);
        assertThat(summary.latencyMs().p50()).isCloseTo(100, within(0.5));
        assertThat(summary.latencyMs().p99()).isCloseTo(500, within(1.0));
    }

    @Test
    void shouldCountADeadLetterAsAnAnswer() {
        // Given
        ledger.settle(ledger.open("", 0));
        measured.settled(0, MILLI);
        measured.deadLetter();

        // When
        DemoSummary summary = DemoSummary.of(ledger, measured, 0, 1);

        // Then
        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.deadLetters()).isEqualTo(1);
        assertThat(summary.classified()).isZero();
    }

    @Test
    void shouldNotBeCompleteWhenADocumentIsLost() {
        // Given
        settle(ledger.open("a", 0), 0, MILLI, 1);
        ledger.open("b", 0);

        // When
        DemoSummary summary = DemoSummary.of(ledger, measured, 0, 2);

        // Then
        assertThat(summary.lost()).isEqualTo(1);
        assertThat(summary.isComplete()).isFalse();
    }

    @Test
    void shouldNotBeCompleteWhenADocumentHasTwoResults() {
        // Given
        long number = ledger.open("a", 0);
        settle(number, 0, MILLI, 1);
        ledger.settle(number);

        // When
        DemoSummary summary = DemoSummary.of(ledger, measured, 0, 2);

        // Then
        assertThat(summary.duplicated()).isEqualTo(1);
        assertThat(summary.isComplete()).isFalse();
    }

    @Test
    void shouldNotBeCompleteWithoutAnyDocument() {
        // When
        DemoSummary summary = DemoSummary.of(ledger, measured, 0, 1);

        // Then
        assertThat(summary.isComplete()).isFalse();
        assertThat(summary.documentsPerSecond()).isZero();
        assertThat(summary.latencyMs().p99()).isZero();
    }

    private void settle(long number, long fedNanos, long nowNanos, int batchDocuments) {
        ledger.settle(number);
        measured.settled(fedNanos, nowNanos);
        measured.classified(Classification.newBuilder()
                .setDocumentId("id")
                .setModel("m")
                .setModelVersion("1")
                .setLabel("x")
                .setProbability(1)
                .setProbabilities(Map.of("x", 1f))
                .setTokens(3)
                .setBatchDocuments(batchDocuments)
                .build());
    }
}
