package dev.winnow.topology.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadLetterGuardTest {

    private static final Rejection NO_ANSWER = Rejection.of(Stage.INFER, new IllegalStateException("no answer"), 1);

    private final DeadLetterGuard guard = new DeadLetterGuard("news", 0.5, 1_000);

    /** Dead letters that go through until the guard trips, of so many in a row. */
    private static int lettersBeforeTrip(DeadLetterGuard guard, int inARow) {
        for (int n = 0; n < inARow; n++) {
            try {
                guard.rejecting(NO_ANSWER);
            } catch (TooManyDeadLettersException tripped) {
                return n;
            }
        }
        return inARow;
    }

    private void answer(int count) {
        IntStream.range(0, count).forEach(n -> guard.answered());
    }

    @Test
    void shouldTripAfterNinetyNineWhenNothingEverWorked() {
        assertThat(lettersBeforeTrip(guard, 10_000)).isEqualTo(99);
    }

    @Test
    void shouldTripAfterHalfAWindowWhenEverythingWorkedBefore() {
        // Given
        answer(5_000);

        // When / Then
        assertThat(lettersBeforeTrip(guard, 10_000)).isEqualTo(500);
    }

    @Test
    void shouldSayWhatHappened() {
        // Given
        answer(20);
        guard.rejecting(Rejection.unasked(Stage.READ, "odd bytes"));

        // When / Then
        assertThatThrownBy(() -> lettersBeforeTripOrThrow())
                .hasMessage(
                        "51 of the last 100 records (read 1, infer 50) of 'news' would become dead letters, more than"
                                + " dead-letters.max-share 0.5 allows; last: java.lang.IllegalStateException: no answer");
    }

    private void lettersBeforeTripOrThrow() {
        answer(29);
        IntStream.range(0, 1_000).forEach(n -> guard.rejecting(NO_ANSWER));
    }

    @Test
    void shouldLetSingleBadRecordsThrough() {
        // When / Then
        for (int n = 0; n < 50_000; n++) {
            if (n % 50 < 1) {
                guard.rejecting(NO_ANSWER);
            } else {
                guard.answered();
            }
        }
        assertThat(guard.isContent()).isTrue();
    }

    @Test
    void shouldForgetWhatLeftTheWindow() {
        // Given: half of all records, in long runs that no single window holds.
        answer(500);
        assertThat(lettersBeforeTrip(guard, 500)).isEqualTo(500);
        answer(1_000);

        // When / Then
        assertThat(lettersBeforeTrip(guard, 500)).isEqualTo(500);
    }

    @Test
    void shouldLetNoneThroughUntilItProbesAndFewWhileItDoes() {
        // Given
        lettersBeforeTrip(guard, 1_000);

        // When / Then
        assertThat(lettersBeforeTrip(guard, 1)).isZero();
        guard.probe();
        assertThat(lettersBeforeTrip(guard, 1_000)).isEqualTo(9);
        guard.probe();
        answer(10);
        assertThat(guard.isContent()).isTrue();
        guard.rejecting(NO_ANSWER);
    }

    @Test
    void shouldNotTakeASingleBadRecordForTheOldTrouble() {
        // Given
        lettersBeforeTrip(guard, 1_000);
        guard.probe();

        // When
        guard.rejecting(NO_ANSWER);
        assertThat(guard.isContent()).isFalse();
        answer(9);

        // Then
        assertThat(guard.isContent()).isTrue();
    }

    @Test
    void shouldNeverTripWhenSwitchedOff() {
        // Given
        DeadLetterGuard off = new DeadLetterGuard("news", 1, 100);

        // When / Then
        assertThat(lettersBeforeTrip(off, 10_000)).isEqualTo(10_000);
    }
}
