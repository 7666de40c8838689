package dev.winnow.topology.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {

    private final RetryDelays delays = new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Test
    void shouldGrowToTheLongest() {
        // Given
        List<Long> seconds = new ArrayList<>();
        long now = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

        // When
        for (int failure = 0; failure < 7; failure++) {
            Duration delay = delays.next(now);
            seconds.add(delay.toSeconds());
            now += delay.plusSeconds(3).toNanos();
        }

        // Then
        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void shouldStartOverAfterALongTimeWithoutFailure() {
        // Given
        delays.next(0);
        delays.next(Duration.ofSeconds(2).toNanos());

        // When
        Duration delay = delays.next(Duration.ofSeconds(4 + 61).toNanos());

        // Then
        assertThat(delay).isEqualTo(Duration.ofSeconds(1));
    }
}
