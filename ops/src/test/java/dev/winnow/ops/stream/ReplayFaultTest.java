package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.topology.deadletter.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replay that dies, meets another, or meets a broker that refuses: every dead letter still goes back once. */
@Timeout(120)
class ReplayFaultTest {
    private final Graveyard graveyard = new Graveyard(TestStream.create(3));
    private final Replays replays = new Replays(graveyard);

    @AfterEach
    void close() {
        graveyard.close();
    }

    @Test
    void shouldSendOnceWhatAKilledReplayHadSentButNotCommitted() {
        // Given: 700 letters are two transactions; the process dies in the second, before its commit
        String[] keys =
                IntStream.range(0, 700).mapToObj(n -> "%03d".formatted(n)).toArray(String[]::new);
        graveyard.bury(keys);
        assertThatThrownBy(() -> replays.all(settings -> new Interrupted(settings, 2, () -> {
                    throw new IllegalStateException("killed");
                })))
                .hasMessage("killed");

        // When
        ReplayResult result = replays.all();

        // Then
        assertThat(result).isEqualTo(new ReplayResult(200, 500, 0, List.of()));
        assertThat(graveyard.resentKeys()).containsExactly(keys);
    }

    @Test
    void shouldStopWhenAnotherReplayTakesOver() {
        // Given: a second replay runs from beginning to end while the first is about to commit
        graveyard.bury("a", "b", "c");
        List<ReplayResult> others = new ArrayList<>();

        // When
        assertThatThrownBy(() -> replays.all(settings -> new Interrupted(settings, 1, () -> others.add(replays.all()))))
                .hasMessageContaining("another replay of '" + graveyard.names().deadLetters() + "' took over")
                .hasMessageContaining("after 0 records");

        // Then
        assertThat(others).containsExactly(new ReplayResult(3, 0, 0, List.of()));
        assertThat(graveyard.resentKeys()).containsExactly("a", "b", "c");
    }

    /** Else a letter would be sent twice whose mark is committed, but behind the open transaction. */
    @Test
    void shouldWaitForOpenTransactionsBeforeItTrustsTheMarks() {
        // Given: the application begins a transaction just before the marks are written
        graveyard.bury("a");
        replays.all(settings ->
                new Interrupted(settings, 1, () -> graveyard.begin(Stage.READ, List.of(graveyard.original("b")))));

        // When
        CompletableFuture<ReplayResult> second = CompletableFuture.supplyAsync(replays::all);
        assertThatThrownBy(() -> second.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        graveyard.end();

        // Then
        assertThat(second).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(new ReplayResult(1, 1, 0, List.of()));
        assertThat(graveyard.resentKeys()).containsExactly("a", "b");
    }

    @Test
    void shouldSendTheOthersWhenTheBrokerRefusesOne() throws Exception {
        // Given
        graveyard.names().limit(graveyard.names().input(), 10_000);
        List<ProducerRecord<byte[], byte[]>> originals = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            originals.add(graveyard.original(0, key.getBytes(UTF_8), new byte[key.equals("d") ? 20_000 : 10]));
        }
        graveyard.bury(Stage.WRITE, originals);

        // When
        ReplayResult result = replays.all();

        // Then
        assertThat(result.sent()).isEqualTo(4);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.reasons()).singleElement().satisfies(reason -> assertThat(reason.why())
                .startsWith("the broker refuses it: "));
        assertThat(graveyard.resentKeys()).containsExactly("a", "b", "c", "e");
        assertThat(graveyard.letters().stream().filter(Letter::replayed)).hasSize(4);
    }

    /** Does something before one of its commits. */
    private static final class Interrupted extends KafkaProducer<byte[], byte[]> {
        private final Runnable interruption;
        private int commitsLeft;

        Interrupted(Map<String, Object> settings, int commit, Runnable interruption) {
            super(settings, new ByteArraySerializer(), new ByteArraySerializer());
            this.commitsLeft = commit;
            this.interruption = interruption;
        }

        @Override
        public void commitTransaction() {
            if (--commitsLeft == 0) {
                flush();
                interruption.run();
            }
            super.commitTransaction();
        }
    }
}
