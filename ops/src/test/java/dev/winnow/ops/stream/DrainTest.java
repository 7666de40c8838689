package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.BatchConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a process of its own that is busy: it ends in time, says how with its exit code, and loses nothing. */
class DrainTest {
    private final TestStream stream = TestStream.create(2);

    @TempDir
    Path folder;

    private WinnowProcess start(long batchMillis, long timeoutSeconds) {
        List<String> arguments = List.of(
                stream.bootstrapServers(),
                stream.registryUrl(),
                stream.id(),
                String.valueOf(batchMillis),
                String.valueOf(timeoutSeconds));
        return WinnowProcess.start(SlowModelMain.class, arguments, folder);
    }

    @Test
    void shouldFinishWhatItHasReadWhenThereIsTime() {
        try (Load load = new Load(stream, 20_000);
                Offsets offsets = new Offsets(stream);
                WinnowProcess process = start(100, 60)) {
            // Given: more than a second's work, and more that comes
            await().until(() -> isReady(process));
            load.begin(600, 200);
            awaitBusy(offsets, process);
            long before = offsets.committed();

            // When
            long begin = System.nanoTime();
            int exitCode = process.stop();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            // Then
            assertThat(exitCode).as(process.words()).isZero();
            assertThat(took).isLessThan(Duration.ofSeconds(60));
            assertThat(process.words()).contains("winnow: stopping", "winnow: stopped\n");
            assertThat(offsets.transactionIsOpen()).isFalse();
            assertThat(offsets.committed()).isBetween(before + 1, offsets.sent() - 1);
            assertThat(Harvest.of(stream).ids()).doesNotHaveDuplicates().hasSize((int) offsets.committed());
        }
    }

    /** What is in the engine takes longer than the time there is: it is given up, not cut off in a native call. */
    @Test
    void shouldGiveUpInTimeAndLeaveTheRestToOthers() {
        try (Load load = new Load(stream, 200);
                Offsets offsets = new Offsets(stream)) {
            Duration took;
            try (WinnowProcess process = start(3_000, 1)) {
                // Given
                load.finish();
                awaitBusy(offsets, process);

                // When
                long begin = System.nanoTime();
                int exitCode = process.stop();
                took = Duration.ofNanos(System.nanoTime() - begin);

                // Then
                assertThat(exitCode).as(process.words()).isEqualTo(1);
                assertThat(process.words())
                        .contains("did not stop in time", "winnow: stopped with exit code 1")
                        .doesNotContain("SIGSEGV", "left behind");
            }
            // One second to stop, a micro-batch of three seconds in the engine, and the end of the transactions.
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(offsets.settled()).isFalse();
            try (RunningStream next = RunningStream.start(stream, BatchConfig.defaults(), Models.loader())) {
                assertThat(next.harvest().ids()).doesNotHaveDuplicates().hasSize(200);
            }
        }
    }

    private static boolean isReady(WinnowProcess process) {
        process.requireAlive();
        return process.words().contains("winnow: ready");
    }

    private static void awaitBusy(Offsets offsets, WinnowProcess process) {
        await().until(() -> {
            process.requireAlive();
            return offsets.results() > 0;
        });
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20));
    }
}
