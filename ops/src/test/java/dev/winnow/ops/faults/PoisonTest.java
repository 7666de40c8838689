package dev.winnow.ops.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.topology.config.Guarantee;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Every hundredth record is none that could be classified; each has to become one dead letter, killed processes or not. */
class PoisonTest extends FaultTest {
    private static final int POISON_EVERY = 100;
    private static final int KILLS = 2;

    @Test
    void shouldSetAsideOneInAHundred() {
        try (Trial trial = Trial.of("poison records 1 %", program(Guarantee.EXACTLY_ONCE), folder)) {
            // Given
            trial.send(number -> record(trial.documents(), number));

            // When
            trial.begin();
            for (int kill = 1; kill <= KILLS; kill++) {
                trial.awaitProgress();
                trial.awaitOpenTransaction(trial.fleet().oldest());
                trial.fleet().killOldest();
                trial.fleet().start(trial.launch());
                trial.awaitMembers();
            }
            trial.note("kills", KILLS);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, (Trial.DOCUMENTS + POISON_EVERY - 1) / POISON_EVERY);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Documents documents, int number) {
        ProducerRecord<byte[], byte[]> sound = documents.apply(number);
        return number % POISON_EVERY == 0
                ? documents.record(number, poison(number / POISON_EVERY, sound.value()))
                : sound;
    }

    private static byte[] poison(int kind, byte[] sound) {
        return switch (kind % 4) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> "no Avro at all".getBytes(UTF_8);
            default -> Arrays.copyOf(sound, sound.length - 4);
        };
    }
}
