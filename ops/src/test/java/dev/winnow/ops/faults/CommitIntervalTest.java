package dev.winnow.ops.faults;

import dev.winnow.topology.config.Guarantee;
import org.junit.jupiter.api.Test;

/** Commits come twenty times as often as batches close by themselves: each has to wait for what is pending. */
class CommitIntervalTest extends FaultTest {
    private static final int KILLS = 2;

    @Test
    void shouldCommitNothingBeforeItsResult() {
        try (Trial trial = Trial.of(
                "commit interval 10 ms, linger 200 ms",
                program(Guarantee.EXACTLY_ONCE)
                        .with("application.commit-interval", "10ms")
                        .with("batch.linger", "200ms"),
                folder)) {
            // When
            trial.begin();
            for (int kill = 1; kill <= KILLS; kill++) {
                trial.awaitProgress();
                trial.fleet().killOldest();
                trial.fleet().start(trial.launch());
                trial.awaitMembers();
            }
            trial.note("kills", KILLS);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
        }
    }
}
