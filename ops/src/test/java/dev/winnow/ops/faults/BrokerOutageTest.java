package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.stream.Launch;
import dev.winnow.ops.stream.Services;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.topology.config.Guarantee;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The broker goes away: it is restarted in good order, or the network lets nothing through. A {@code kill -9} of a cluster's
 * only broker is not tried: Kafka 4.3 may then complete transactions without their markers (docs/RELIABILITY.md).
 */
class BrokerOutageTest extends FaultTest {
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("faults.outage", 60));
    private static final int RESTARTS = 3;

    /** What Kafka's clients say of a broker that is not there. */
    private static final String NOBODY_THERE = "could not be established";

    private final Launch launch = program(Guarantee.EXACTLY_ONCE);

    @Test
    void shouldGoOnWithABrokerThatWasRestarted() {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Trial trial = trial("broker restart", broker.bootstrapServers(), launch)) {
            // When
            trial.begin();
            for (int restart = 1; restart <= RESTARTS; restart++) {
                trial.awaitProgress();
                trial.awaitOpenTransaction(trial.fleet().oldest());
                trial.awaitWords(NOBODY_THERE, broker::stop);
                broker.restart();
            }
            trial.note("restarts", RESTARTS);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
        }
    }

    /** The broker goes on meanwhile: it throws the members out and ends their transactions. */
    @Test
    void shouldGoOnWhenTheNetworkIsBack() {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                Trial trial = trial(
                        "broker unreachable",
                        broker.bootstrapServers(),
                        launch.with("kafka.bootstrap.servers", broker.bootstrapServersBehindGateway()))) {
            // When
            trial.begin();
            trial.awaitOpenTransaction(trial.fleet().oldest());
            broker.gateway().shut();
            long end = System.nanoTime() + OUTAGE.toNanos();
            Trial.await().until(() -> trial.offsets().members() == 0);
            long committed = trial.offsets().committed();
            Trial.await().until(() -> System.nanoTime() - end >= 0);
            long committedAfterwards = trial.offsets().committed();
            broker.gateway().open();
            trial.note("outageSeconds", OUTAGE.toSeconds());
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
            assertThat(committedAfterwards).as("committed during the outage").isEqualTo(committed);
        }
    }

    private Trial trial(String fault, String bootstrapServers, Launch how) {
        TestStream stream =
                TestStream.create(bootstrapServers, Services.registry().url(), Trial.PARTITIONS);
        return new Trial(fault, stream, how, folder);
    }
}
