package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.control.BatchShape;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkBoundTest {

    private static final BatchPolicy POLICY = new BatchPolicy(1_500, 128, Duration.ofMillis(20), 2);
    private static final EnginePace MILLISECOND_PER_TOKEN = new EnginePace(1e6);

    private static WorkBound bound(EnginePace pace, int lanes) {
        return WorkBound.of(POLICY, BatchShape.LONGEST_QUEUE, 1, pace, 1_000, lanes);
    }

    private static WaitingWork waiting(int documents, long tokens, long bytes) {
        return new WaitingWork(0, documents, tokens, bytes);
    }

    @Test
    void shouldLetASecondOfWorkWait() {
        assertThat(bound(MILLISECOND_PER_TOKEN, 1).tokens()).isEqualTo(2_000);
    }

    @Test
    void shouldLetNoMoreWaitThanAnObjectiveAllows() {
        // Given: 0.4 ms a token; a batch takes 0.6 s, and two are the least
        EnginePace slow = new EnginePace(4e5);
        EnginePace fast = new EnginePace(4e4);
        Duration half = Duration.ofMillis(500);

        // Then
        assertThat(WorkBound.of(POLICY, half, 1, fast, 1_000, 1).tokens()).isEqualTo(2 * 12_500);
        assertThat(WorkBound.of(POLICY, Duration.ofMillis(50), 1, fast, 1_000, 1)
                        .tokens())
                .as("two batches for each worker")
                .isEqualTo(2 * 3_000);
        assertThat(WorkBound.of(POLICY, half, 1, slow, 1_000, 1).tokens())
                .as("never more than a second")
                .isEqualTo(2 * 2_500);
    }

    @Test
    void shouldLetABatchForEachWorkerWaitBeforeThePaceIsKnown() {
        assertThat(bound(EnginePace.UNKNOWN, 1).tokens()).isEqualTo(3_000);
    }

    @Test
    void shouldDivideItAmongBusyLanes() {
        // When
        WorkBound quarter = bound(MILLISECOND_PER_TOKEN, 4);

        // Then
        assertThat(quarter.tokens()).isEqualTo(500);
        assertThat(quarter.bytes()).isEqualTo(250);
        assertThat(quarter.documents()).isEqualTo(8 * 128 * 2 / 4);
    }

    @Test
    void shouldAdmitAnyDocumentToALaneThatHoldsNothing() {
        // Given
        WorkBound hopeless = bound(new EnginePace(1e12), 3);

        // Then
        assertThat(hopeless.tokens()).isZero();
        assertThat(hopeless.admits(WaitingWork.NONE, 1 << 30)).isTrue();
        assertThat(hopeless.admits(waiting(1, 1, 10), 10)).isFalse();
    }

    @Test
    void shouldNotAdmitALargeDocumentBesideAnother() {
        // Given
        WorkBound bound = bound(MILLISECOND_PER_TOKEN, 1);

        // Then
        assertThat(bound.admits(waiting(0, 0, 400), 600)).isTrue();
        assertThat(bound.admits(waiting(0, 0, 400), 601))
                .as("one is in the engine")
                .isFalse();
    }

    @Test
    void shouldKeepFewDocumentsWhoseTokensNobodyKnows() {
        // Given
        WorkBound bound = bound(MILLISECOND_PER_TOKEN, 1);

        // Then
        assertThat(bound.admits(new WaitingWork(15, 5, 100, 100), 1)).isTrue();
        assertThat(bound.admits(new WaitingWork(16, 5, 100, 100), 1)).isFalse();
    }
}
