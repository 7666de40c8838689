package dev.winnow.ops.faults;

import dev.winnow.topology.config.Guarantee;
import org.junit.jupiter.api.Test;

/** Processes join and leave all the time, and no partition stays where it is. */
class RebalanceTest extends FaultTest {
    private static final int ROUNDS = 6;

    @Test
    void shouldHandOverCleanly() {
        try (Trial trial = Trial.of("processes join and leave", program(Guarantee.EXACTLY_ONCE), folder)) {
            // When
            trial.begin();
            for (int round = 1; round <= ROUNDS; round++) {
                trial.fleet().start(trial.launch());
                trial.awaitMembers();
                trial.fleet().stopOldest();
                trial.awaitProgress();
            }
            trial.note("joins", ROUNDS);
            trial.note("leaves", ROUNDS);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
        }
    }
}
