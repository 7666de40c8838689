package dev.winnow.topology.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BundleProgressTest {
    private static final long NOW = 1_000_000;

    private final BundleProgress progress = new BundleProgress();
    private final TaskProgress first = progress.follow("documents", 0);
    private final TaskProgress second = progress.follow("documents", 1);

    @Test
    void shouldSayTheAgeOfTheOldestOfAllTasks() {
        // Given
        first.waitsSince(NOW - 300);
        second.waitsSince(NOW - 700);

        // When / Then
        assertThat(progress.oldestAge(NOW)).isEqualTo(Duration.ofMillis(700));
        second.waitsForNothing();
        assertThat(progress.oldestAge(NOW)).isEqualTo(Duration.ofMillis(300));
        first.waitsForNothing();
        assertThat(progress.oldestAge(NOW)).isZero();
    }

    @Test
    void shouldTakeATimestampOfTheFutureForNow() {
        // Given
        first.waitsSince(NOW + 60_000);

        // When / Then
        assertThat(progress.oldestAge(NOW)).isZero();
    }

    @Test
    void shouldCountWhatLiesBehindEachTask() {
        // Given
        Map<TopicPartition, Long> ends =
                Map.of(new TopicPartition("documents", 0), 100L, new TopicPartition("documents", 1), 50L);

        // When / Then
        assertThat(progress.unread(ends)).as("no task knows where it begins").isZero();
        first.takingIn(59);
        assertThat(progress.unread(ends)).isEqualTo(40);
        second.takingIn(80);
        assertThat(progress.unread(ends)).as("further than the broker said").isEqualTo(40);
    }

    @Test
    void shouldForgetATaskThatIsGone() {
        // Given
        first.waitsSince(NOW - 300);
        first.takingIn(0);

        // When
        first.close();

        // Then
        assertThat(progress.oldestAge(NOW)).isZero();
        assertThat(progress.partitions()).containsExactly(new TopicPartition("documents", 1));
    }
}
