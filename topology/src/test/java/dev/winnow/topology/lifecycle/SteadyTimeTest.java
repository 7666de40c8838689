package dev.winnow.topology.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final SteadyTime time = new SteadyTime(wall::get, nanos::get);

    @Test
    void shouldBeginWithTheWallClock() {
        assertThat(time.milliseconds()).isEqualTo(1_000_000);
    }

    @Test
    void shouldGoOnWhenTheWallClockIsSetBack() {
        // When
        wall.addAndGet(-3_600_000);
        nanos.addAndGet(7_000_000);

        // Then
        assertThat(time.milliseconds()).isEqualTo(1_000_007);
    }

    @Test
    void shouldWaitByItsOwnClock() throws InterruptedException {
        // Given
        Object lock = new Object();

        // When, Then
        time.waitObject(lock, () -> true, 0);
        assertThatThrownBy(() -> time.waitObject(lock, () -> false, 1_000_000)).isInstanceOf(TimeoutException.class);
    }
}
