package dev.winnow.ops.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is remembered of clients ends in time and in number. */
class BoundsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void shouldLetWrongTokensWaitTwiceAsLongEachTime() {
        // Given
        WrongTokens wrong = new WrongTokens(now::get);
        List<Long> waits = new ArrayList<>();

        // When
        for (int tries = 0; tries < 16; tries++) {
            wrong.add("10.0.0.1");
            Duration wait = wrong.left("10.0.0.1").orElse(Duration.ZERO);
            waits.add(wait.toSeconds());
            pass(wait);
        }

        // Then
        assertThat(waits)
                .containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L, 300L);
        assertThat(wrong.left("10.0.0.1")).as("over").isEmpty();
        assertThat(wrong.left("10.0.0.2")).as("another").isEmpty();
    }

    @Test
    void shouldForgetTheClientsSeenLongestAgo() {
        // Given
        PerClient<Integer> counts = new PerClient<>(0);

        // When
        for (int client = 0; client < 1_100; client++) {
            counts.update("10.0." + client / 256 + "." + client % 256, count -> count + 1);
        }

        // Then
        assertThat(counts.get("10.0.0.0")).isZero();
        assertThat(counts.get("10.0.4.75")).isEqualTo(1);
    }

    @Test
    void shouldServeAClientSoManyTimesASecond() {
        // Given
        AtomicLong nanos = new AtomicLong(1);
        RequestRate rate = new RequestRate(nanos::get);

        // When
        int atOnce = served(rate, 1_000);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        int secondLater = served(rate, 1_000);

        // Then
        assertThat(atOnce).isEqualTo(200);
        assertThat(secondLater).isBetween(48, 50);
        assertThat(rate.take("10.0.0.2")).as("another").isTrue();
    }

    private static int served(RequestRate rate, int requests) {
        int served = 0;
        for (int request = 0; request < requests; request++) {
            served += rate.take("10.0.0.1") ? 1 : 0;
        }
        return served;
    }

    @Test
    void shouldEndSessions() {
        // Given
        Sessions sessions = new Sessions(now::get);
        String left = sessions.open(Grant.READ);
        String closed = sessions.open(Grant.OPERATE);

        // When
        sessions.close(closed);
        pass(Sessions.LIFE.minusSeconds(1));
        assertThat(sessions.grantOf(left)).hasValue(Grant.READ);
        pass(Duration.ofSeconds(1));

        // Then
        assertThat(sessions.grantOf(closed)).isEmpty();
        assertThat(sessions.grantOf(left)).isEmpty();
        assertThat(sessions.grantOf("made up")).isEmpty();
    }

    @Test
    void shouldEndTheOldestOfTooManySessions() {
        // Given
        Sessions sessions = new Sessions(now::get);
        String oldest = sessions.open(Grant.OPERATE);
        String second = sessions.open(Grant.OPERATE);

        // When
        for (int i = 0; i < 63; i++) {
            sessions.open(Grant.READ);
        }

        // Then
        assertThat(sessions.grantOf(oldest)).isEmpty();
        assertThat(sessions.grantOf(second)).hasValue(Grant.OPERATE);
    }
}
