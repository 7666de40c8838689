package dev.winnow.ops.faults;

import dev.winnow.ops.stream.Launch;
import dev.winnow.topology.config.Guarantee;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Clocks that are not to be trusted: those of the producers, and the wall clock of the processes themselves. */
class ClockTest extends FaultTest {
    private static final String JUMPED = "the clock jumps";

    @Test
    void shouldNotMindTheTimestampsOfRecords() {
        try (Trial trial = Trial.of("record timestamps jump by hours", program(Guarantee.EXACTLY_ONCE), folder)) {
            // Given
            Random random = new Random(7);
            trial.send(number -> at(
                    System.currentTimeMillis() - random.nextLong(-45L * 60_000, 12L * 3_600_000),
                    trial.documents().apply(number)));

            // When
            trial.begin();
            trial.awaitProgress();
            trial.fleet().killOldest();
            trial.fleet().start(trial.launch());
            trial.awaitMembers();
            trial.note("kills", 1);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
        }
    }

    @Test
    void shouldGoOnWhenTheClockGoesForward() {
        shouldGoOnWhenTheClockJumps("clock jumps forward", List.of(Duration.ofMinutes(10), Duration.ofHours(3)));
    }

    @Test
    void shouldGoOnWhenTheClockGoesBack() {
        shouldGoOnWhenTheClockJumps("clock jumps back", List.of(Duration.ofMinutes(-1), Duration.ofHours(-3)));
    }

    private void shouldGoOnWhenTheClockJumps(String fault, List<Duration> jumps) {
        MovedClock clock = MovedClock.in(folder);
        Launch launch = clock.on(program(Guarantee.EXACTLY_ONCE));
        try (Trial trial = Trial.of(fault, launch, folder)) {
            // When
            trial.begin();
            for (Duration jump : jumps) {
                trial.awaitWords(JUMPED, () -> clock.set(jump));
                trial.awaitProgress();
            }
            trial.note("jumps", jumps.toString());
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
        }
    }

    private static ProducerRecord<byte[], byte[]> at(long timestamp, ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), record.partition(), timestamp, record.key(), record.value(), record.headers());
    }
}
