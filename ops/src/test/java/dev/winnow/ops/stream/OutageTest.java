package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.topology.config.BatchConfig;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Broker or registry go away and come back: what was sent before, meanwhile and afterwards gets one result each. */
class OutageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void shouldWaitForTheRegistry() {
        try (HttpRegistry registry = new HttpRegistry()) {
            TestStream names = TestStream.create(Services.bootstrapServers(), registry.url(), 2);
            try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                    Load load = new Load(names, 500)) {
                // Given
                load.register();
                registry.goAway();

                // When
                load.begin(500, 0);
                awaitSecondReading(stream);
                registry.comeBack();
                load.finish();
                Harvest harvest = stream.harvest();

                // Then
                assertEachExactlyOnce(load, harvest);
            }
        }
    }

    /** A partition's first record is read again by the thread that replaces one that gave up waiting. */
    private static void awaitSecondReading(RunningStream stream) {
        Awaitility.await().atMost(PATIENCE).until(() -> stream.app().totals().documents() > 1);
        assertThat(stream.app().totals().classified()).isZero();
    }

    /** The documents are read by then and wait for their results: it is the commit that fails. */
    @Test
    void shouldWaitForTheRegistryWithResultsInHand() {
        try (HttpRegistry registry = new HttpRegistry()) {
            TestStream names = TestStream.create(Services.bootstrapServers(), registry.url(), 2);
            try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                    Load load = new Load(names, 50)) {
                // Given
                load.register();
                registry.setReadOnly(true);

                // When
                load.begin(50, 0);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> stream.app().totals().documents() > 50);
                registry.setReadOnly(false);
                load.finish();
                Harvest harvest = stream.harvest();

                // Then
                assertEachExactlyOnce(load, harvest);
            }
        }
    }

    /** Longer than transactions, sessions and the patience of the producer's requests. */
    @Test
    void shouldGoOnAfterABrokerThatWasGoneForThirtySeconds() {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                HttpRegistry registry = new HttpRegistry()) {
            TestStream names = TestStream.create(broker.bootstrapServers(), registry.url(), 2);
            try (RunningStream stream = RunningStream.start(names, BatchConfig.defaults(), Models.loader());
                    Load load = new Load(names, 6_000)) {
                // Given
                load.begin(3_000, 50);
                Awaitility.await().atMost(PATIENCE).until(() -> stream.offsets().committed() > 200);

                // When
                broker.stop();
                long readBefore = stream.app().totals().documents();
                long back = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                Awaitility.await().atMost(PATIENCE).until(() -> System.nanoTime() - back >= 0);
                broker.restart();
                load.finish();
                Harvest harvest = stream.harvest();

                // Then
                assertThat(readBefore).as("documents read before the outage").isLessThan(6_000);
                assertEachExactlyOnce(load, harvest);
            }
        }
    }

    private static void assertEachExactlyOnce(Load load, Harvest harvest) {
        Accounting accounting = Accounting.of(load.ids(), harvest.ids());
        assertThat(accounting.missing()).as("lost").isEmpty();
        assertThat(accounting.doubled()).as("doubled").isEmpty();
        assertThat(harvest.deadLetters()).isEmpty();
    }
}
