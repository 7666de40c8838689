package dev.winnow.ops.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong(42);

    @Test
    void shouldSpreadRecordsOverTime() {
        // Given
        Pace pace = new Pace(OptionalInt.of(10), clock::get, clock::addAndGet);

        // When
        pace.await(10);
        pace.await(5);
        pace.await(1);

        // Then: the first may go at once; 15 records stand before the last
        assertThat(clock).hasValue(42 + 3 * SECOND / 2);
    }

    @Test
    void shouldNotMakeUpForTimeThatPassed() {
        // Given
        Pace pace = new Pace(OptionalInt.of(1), clock::get, clock::addAndGet);
        clock.addAndGet(1_000 * SECOND);
        long begin = clock.get();

        // When
        pace.await(1);
        pace.await(1);

        // Then
        assertThat(clock).hasValue(begin + SECOND);
    }
}
