package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EnginePaceTest {

    private static final long TOKENS = 1_000;
    private static final long NANOS = 5_000_000;

    @Test
    void shouldBelieveTheFirstBatch() {
        assertThat(EnginePace.UNKNOWN.after(TOKENS, NANOS).nanosPerToken()).isEqualTo(5_000);
    }

    @Test
    void shouldNoticeASlowModelAtOnceAndForgetOneHiccup() {
        // Given
        EnginePace steady = EnginePace.UNKNOWN.after(TOKENS, NANOS);

        // When
        EnginePace after = steady.after(TOKENS, 100 * NANOS);
        EnginePace later = after;
        for (int batch = 0; batch < 20; batch++) {
            later = later.after(TOKENS, NANOS);
        }

        // Then
        assertThat(after.nanosPerToken()).isGreaterThan(20 * steady.nanosPerToken());
        assertThat(later.nanosPerToken()).isCloseTo(steady.nanosPerToken(), within(1_500.0));
    }

    @Test
    void shouldTakeAClockThatStandsStillForAFastEngine() {
        assertThat(EnginePace.UNKNOWN.after(TOKENS, 0).isKnown()).isTrue();
    }
}
