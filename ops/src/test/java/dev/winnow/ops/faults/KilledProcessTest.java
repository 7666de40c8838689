package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.Launch;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.ops.stream.WinnowProcess;
import dev.winnow.topology.config.Guarantee;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code kill -9}, again and again, each time when results are written whose offsets are not. */
class KilledProcessTest extends FaultTest {
    private static final int KILLS = 6;

    @Test
    void shouldNeitherLoseNorDouble() {
        try (Trial trial = Trial.of("kill -9", program(Guarantee.EXACTLY_ONCE), folder)) {
            // When
            trial.begin();
            int inTransaction = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                trial.awaitProgress();
                trial.awaitOpenTransaction(trial.fleet().oldest());
                WinnowProcess victim = trial.fleet().killOldest();
                inTransaction += trial.transactionIsOpen(victim) ? 1 : 0;
                replace(trial);
            }
            trial.note("kills", KILLS);
            trial.note("killsInTransaction", inTransaction);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
            assertThat(inTransaction).as("kills that left a transaction open").isGreaterThanOrEqualTo(KILLS / 2);
        }
    }

    @Test
    void shouldLoseNothingAtLeastOnce() {
        try (Trial trial = Trial.of("kill -9", program(Guarantee.AT_LEAST_ONCE), folder)) {
            // When
            trial.begin();
            for (int kill = 1; kill <= KILLS; kill++) {
                trial.awaitProgress();
                long ahead = ahead(trial);
                Trial.await().until(() -> ahead(trial) > ahead);
                trial.fleet().killOldest();
                replace(trial);
            }
            trial.note("kills", KILLS);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            assertThat(toll.lost()).as("lost: %s", toll).isZero();
            assertThat(toll.outOfOrder()).as("out of order: %s", toll).isZero();
            assertThat(toll.mismatched()).isZero();
            assertThat(toll.deadLetters()).isZero();
            assertThat(toll.duplicated()).as("documents that were repeated").isPositive();
        }
    }

    /** With the timeouts that the program has by default: how long partitions stand still, and readers wait. */
    @Test
    void shouldTakeOverWhenTheSessionEnds() {
        Launch launch = program(Guarantee.EXACTLY_ONCE);
        for (String key : TestStream.QUICK_TO_NOTICE.keySet()) {
            launch = launch.without("kafka." + key);
        }
        try (Trial trial = Trial.of("kill -9, default timeouts", launch, folder)) {
            // When
            trial.begin();
            trial.awaitOpenTransaction(trial.fleet().oldest());
            WinnowProcess victim = trial.fleet().killOldest();
            Instance instance = Instance.of(victim).orElseThrow();
            long killed = System.nanoTime();
            Trial.await().until(() -> trial.offsets().consumers().stream().noneMatch(instance::owns));
            trial.note(
                    "takeoverMillis",
                    Duration.ofNanos(System.nanoTime() - killed).toMillis());
            Trial.await().until(() -> !trial.transactionIsOpen(victim));
            trial.note(
                    "readersWaitMillis",
                    Duration.ofNanos(System.nanoTime() - killed).toMillis());
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
        }
    }

    /** Results without offsets, for want of transactions; those that came twice stay among them. */
    private static long ahead(Trial trial) {
        return trial.offsets().results() - trial.offsets().committed();
    }

    private static void replace(Trial trial) {
        trial.fleet().start(trial.launch());
        trial.awaitMembers();
    }
}
