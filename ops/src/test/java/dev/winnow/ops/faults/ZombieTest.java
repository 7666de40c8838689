package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.WinnowProcess;
import dev.winnow.topology.config.Guarantee;
import org.junit.jupiter.api.Test;

/**
 * A process that is stopped in the middle of a transaction for longer than its session, and goes on as if nothing had
 * happened when others have its partitions: what it still writes must not count.
 */
class ZombieTest extends FaultTest {
    private static final int FREEZES = 3;

    @Test
    void shouldFenceAProcessThatComesBackFromTheDead() {
        try (Trial trial = Trial.of("SIGSTOP beyond the session", program(Guarantee.EXACTLY_ONCE), folder)) {
            // When
            trial.begin();
            int inTransaction = 0;
            for (int freeze = 1; freeze <= FREEZES; freeze++) {
                trial.awaitProgress();
                WinnowProcess zombie = trial.fleet().oldest();
                trial.awaitOpenTransaction(zombie);
                zombie.freeze();
                inTransaction += trial.transactionIsOpen(zombie) ? 1 : 0;
                Instance instance = Instance.of(zombie).orElseThrow();
                Trial.await().until(() -> trial.offsets().consumers().stream().noneMatch(instance::owns));
                trial.awaitProgress();
                zombie.thaw();
                trial.awaitMembers();
                trial.fleet().turn();
            }
            trial.note("freezes", FREEZES);
            trial.note("freezesInTransaction", inTransaction);
            trial.note("fencedProcesses", trial.fleet().saying("is being fenced"));
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
            assertThat(trial.fleet().saying("is being fenced")).isPositive();
        }
    }
}
