package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the guarantees promise, asked of the real program in processes of its own on a real broker: 20,000 documents, and
 * processes that are killed, stopped, and joined by others while documents arrive. A kill comes when results are written
 * and their offsets are not.
 */
class DeliveryTest {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryTest.class);
    private static final int DOCUMENTS = 20_000;
    private static final int AT_ONCE = 3_000;
    private static final int PER_SECOND = 150;

    /** Documents that must be committed between two disturbances: each finds the application at work. */
    private static final int PROGRESS = 800;

    /** Each stream thread of a process is a member of the group. */
    private static final long THREADS = ApplicationConfig.defaults().threads();

    private final TestStream stream = TestStream.create(4);
    private final Offsets offsets = new Offsets(stream);
    private final Load load = new Load(stream, DOCUMENTS);
    private final List<WinnowProcess> running = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void beginLoad() {
        load.begin(AT_ONCE, PER_SECOND);
    }

    @AfterEach
    void endEverything() {
        running.forEach(WinnowProcess::close);
        load.close();
        offsets.close();
    }

    @Test
    void shouldNeitherLoseNorDoubleWhenKilled() {
        // When
        for (int kill = 1; kill <= 3; kill++) {
            WinnowProcess victim = start(Guarantee.EXACTLY_ONCE);
            awaitProgress();
            await().until(offsets::transactionIsOpen);
            kill(victim);
        }
        start(Guarantee.EXACTLY_ONCE);
        finish();

        // Then
        assertEachExactlyOnceAndInOrder();
    }

    @Test
    void shouldNeitherLoseNorDoubleWhenStoppedAndWhenInstancesComeAndGo() {
        // When
        WinnowProcess first = start(Guarantee.EXACTLY_ONCE);
        awaitProgress();
        assertCleanStop(first);
        boolean readersWait = offsets.transactionIsOpen();
        start(Guarantee.EXACTLY_ONCE);
        awaitProgress();
        WinnowProcess second = start(Guarantee.EXACTLY_ONCE);
        await().until(() -> offsets.members() == 2 * THREADS);
        awaitProgress();
        assertCleanStop(second);
        await().until(() -> offsets.members() == THREADS);
        requireWorkLeft();
        finish();

        // Then
        assertThat(readersWait).as("a clean stop leaves a transaction open").isFalse();
        assertEachExactlyOnceAndInOrder();
    }

    @Test
    void shouldLoseNothingAtLeastOnceAndDoubleNothingWithoutACrash() {
        // When
        WinnowProcess stopped = start(Guarantee.AT_LEAST_ONCE);
        awaitProgress();
        assertCleanStop(stopped);
        List<String> afterCleanStop = Harvest.of(stream).ids();
        long committedAtCleanStop = offsets.committed();
        for (int kill = 1; kill <= 2; kill++) {
            long doubledSoFar = offsets.results() - offsets.committed();
            WinnowProcess victim = start(Guarantee.AT_LEAST_ONCE);
            awaitProgress();
            await().until(() -> offsets.results() - offsets.committed() > doubledSoFar);
            kill(victim);
        }
        start(Guarantee.AT_LEAST_ONCE);
        finish();

        // Then
        Harvest harvest = Harvest.of(stream);
        Accounting accounting = Accounting.of(load.ids(), harvest.ids());
        LOG.atInfo().addKeyValue("duplicates", accounting.duplicates()).log("at-least-once, after two kills");
        assertThat(accounting.missing()).isEmpty();
        assertThat(accounting.unknown()).isEmpty();
        assertThat(harvest.deadLetters()).isEmpty();
        assertThat(afterCleanStop).doesNotHaveDuplicates().hasSize((int) committedAtCleanStop);
    }

    private WinnowProcess start(Guarantee guarantee) {
        WinnowProcess process = WinnowProcess.start(stream, guarantee, folder);
        running.add(process);
        return process;
    }

    private void awaitProgress() {
        long goal = offsets.committed() + PROGRESS;
        await().until(() -> {
            running.forEach(WinnowProcess::requireAlive);
            return offsets.committed() >= goal;
        });
    }

    private void kill(WinnowProcess process) {
        running.remove(process);
        process.kill();
        requireWorkLeft();
    }

    /** A disturbance of an application that has nothing to do would prove nothing. */
    private void requireWorkLeft() {
        assertThat(offsets.committed()).isLessThan(offsets.sent());
    }

    private void assertCleanStop(WinnowProcess process) {
        running.remove(process);
        int exitCode = process.stop();
        assertThat(exitCode).as(process.words()).isZero();
        requireWorkLeft();
    }

    private void finish() {
        load.finish();
        await().until(() -> {
            running.forEach(WinnowProcess::requireAlive);
            return offsets.settled();
        });
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(50));
    }

    private void assertEachExactlyOnceAndInOrder() {
        Harvest harvest = Harvest.of(stream);
        Accounting accounting = Accounting.of(load.ids(), harvest.ids());
        assertThat(accounting.missing()).as("lost").isEmpty();
        assertThat(accounting.doubled()).as("doubled").isEmpty();
        assertThat(accounting.unknown()).isEmpty();
        assertThat(harvest.deadLetters()).isEmpty();
        idsByKey(harvest).forEach((key, ids) -> assertThat(ids).as(key).isSorted());
    }

    /** All results of a key are in one partition, and so in the order in which consumers see them. */
    private static Map<String, List<String>> idsByKey(Harvest harvest) {
        Map<String, List<String>> ids = new HashMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        for (Harvest.Result result : harvest.results()) {
            String key = result.key();
            int partition = result.record().partition();
            assertThat(partitions.computeIfAbsent(key, k -> partition)).isEqualTo(partition);
            ids.computeIfAbsent(key, k -> new ArrayList<>()).add(result.id());
        }
        return ids;
    }
}
