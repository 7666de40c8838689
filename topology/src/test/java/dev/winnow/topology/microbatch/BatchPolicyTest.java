package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.microbatch.BatchPolicy.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPolicyTest {

    private record Doc(int tokens, long arrivedNanos) implements Waiting {}

    private static List<Doc> documents(int count, int tokens) {
        return IntStream.range(0, count).mapToObj(d -> new Doc(tokens, 0)).toList();
    }

    /** Sizes of the batches an urgent queue is handed out in. */
    private static List<Integer> shares(BatchPolicy policy, List<Doc> queue) {
        List<Integer> sizes = new ArrayList<>();
        List<Doc> left = queue;
        while (policy.next(left, 0, true) instanceof Decision.Close close) {
            sizes.add(close.documents());
            left = left.subList(close.documents(), left.size());
        }
        return sizes;
    }

    @Test
    void shouldHandOutAnUrgentQueueInShrinkingShares() {
        // Given
        BatchPolicy policy = new BatchPolicy(1_600, 1_000, Duration.ofHours(1), 2);

        // When
        List<Integer> sizes = shares(policy, documents(48, 100));

        // Then
        assertThat(sizes).containsExactly(16, 16, 8, 4, 4);
    }

    @Test
    void shouldNotShareAmongWorkersThatDoNotExist() {
        // Given
        BatchPolicy policy = new BatchPolicy(1_600, 1_000, Duration.ofHours(1), 1);

        // When
        List<Integer> sizes = shares(policy, documents(40, 100));

        // Then
        assertThat(sizes).containsExactly(16, 16, 8);
    }

    @Test
    void shouldLetALongDocumentThroughAlone() {
        // Given
        BatchPolicy policy = new BatchPolicy(100, 10, Duration.ofHours(1), 1);

        // When
        Decision decision = policy.next(List.of(new Doc(5_000, 0), new Doc(1, 0)), 0, false);

        // Then
        assertThat(decision).isEqualTo(new Decision.Close(1));
    }

    @Test
    void shouldSayHowLongTheFirstDocumentMayStillWait() {
        // Given
        BatchPolicy policy = new BatchPolicy(100, 10, Duration.ofNanos(50), 1);

        // When
        Decision decision = policy.next(List.of(new Doc(1, 1_000)), 1_020, false);

        // Then
        assertThat(decision).isEqualTo(new Decision.Linger(30));
    }
}
