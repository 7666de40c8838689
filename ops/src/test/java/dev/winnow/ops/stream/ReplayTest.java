package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.LetterFilter;
import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.ops.deadletters.Replay;
import dev.winnow.ops.deadletters.ReplayOptions;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.topology.deadletter.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters go back to where they came from, each once, whatever befalls the replay. */
@Timeout(120)
class ReplayTest {
    private final Graveyard graveyard = new Graveyard(TestStream.create(3));

    @AfterEach
    void close() {
        graveyard.close();
    }

    private ReplayResult replayAll() {
        return replayAll(Graveyard.ANY, ReplayOptions.defaults());
    }

    private ReplayResult replayAll(LetterFilter filter, ReplayOptions options) {
        try (LetterTopic topic = LetterTopic.open(graveyard.config());
                Replay replay = new Replay(graveyard.config(), topic, options)) {
            return replay.all(filter);
        }
    }

    private ReplayResult replayAll(Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
        try (LetterTopic topic = LetterTopic.open(graveyard.config());
                Replay replay = new Replay(graveyard.config(), topic, ReplayOptions.defaults(), producers)) {
            return replay.all(Graveyard.ANY);
        }
    }

    private ReplayResult replay(LetterId... ids) {
        try (LetterTopic topic = LetterTopic.open(graveyard.config());
                Replay replay = new Replay(graveyard.config(), topic, ReplayOptions.defaults())) {
            return replay.these(List.of(ids));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> resent() {
        return Harvest.committed(graveyard.names(), graveyard.names().input());
    }

    private LetterId idOf(String key) {
        return graveyard.letters().stream()
                .filter(letter -> new String(letter.key(), UTF_8).equals(key))
                .map(Letter::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldGiveBackTheRecordAsItWas() {
        // Given
        byte[] binary = {0, -1, 7, 10, 27};
        Header[] headers = {
            new RecordHeader("trace", "a".getBytes(UTF_8)),
            new RecordHeader("trace", "b".getBytes(UTF_8)),
            new RecordHeader("nothing", null),
            new RecordHeader("winnow.stage", "the producer's own".getBytes(UTF_8)),
            new RecordHeader("winnow.record-headers", "17".getBytes(UTF_8)),
            new RecordHeader("bytes", binary)
        };
        List<ProducerRecord<byte[], byte[]>> originals = List.of(
                graveyard.original(2, binary, binary, headers),
                graveyard.original(1, null, binary),
                graveyard.original(0, binary, null));
        graveyard.bury(Stage.READ, originals);

        // When
        ReplayResult result = replayAll();

        // Then
        assertThat(result).isEqualTo(new ReplayResult(3, 0, 0, List.of()));
        List<ConsumerRecord<byte[], byte[]>> resent = resent();
        assertThat(resent).hasSize(3);
        for (ProducerRecord<byte[], byte[]> original : originals) {
            ConsumerRecord<byte[], byte[]> record = resent.stream()
                    .filter(r -> r.partition() == original.partition())
                    .findFirst()
                    .orElseThrow();
            assertThat(record.key()).isEqualTo(original.key());
            assertThat(record.value()).isEqualTo(original.value());
            assertThat(record.timestamp()).isEqualTo(graveyard.written.toEpochMilli());
            List<Header> expected = new ArrayList<>(List.of(original.headers().toArray()));
            expected.add(new RecordHeader("winnow.replays", "1".getBytes(UTF_8)));
            assertThat(record.headers().toArray()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void shouldSendNothingTwice() {
        // Given
        graveyard.bury("a", "b", "c");
        replayAll();
        graveyard.bury("d");

        // When
        ReplayResult again = replayAll();
        ReplayResult single = replay(idOf("b"));

        // Then
        assertThat(again).isEqualTo(new ReplayResult(1, 3, 0, List.of()));
        assertThat(single).isEqualTo(new ReplayResult(0, 1, 0, List.of()));
        assertThat(graveyard.resentKeys()).containsExactly("a", "b", "c", "d");
        assertThat(graveyard.letters()).hasSize(4).allMatch(Letter::replayed);
    }

    @Test
    void shouldSendSingleOnesAndLaterTheOthers() {
        // Given
        graveyard.bury(IntStream.range(0, 5).mapToObj(n -> "k" + n).toArray(String[]::new));
        LetterId second = idOf("k1");
        LetterId last = idOf("k4");

        // When
        ReplayResult some = replay(last, second, second, new LetterId(0, 4_000), new LetterId(9, 0));
        ReplayResult rest = replayAll();

        // Then
        assertThat(some.sent()).isEqualTo(2);
        assertThat(some.failed()).isEqualTo(2);
        assertThat(some.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.why()).isEqualTo("there is no dead letter");
            assertThat(reason.first()).isEqualTo("0@4000");
        });
        assertThat(rest).isEqualTo(new ReplayResult(3, 2, 0, List.of()));
        assertThat(graveyard.resentKeys()).containsExactly("k1", "k4", "k0", "k2", "k3");
    }

    @Test
    void shouldKeepMarksByPartition() throws Exception {
        // Given
        String[] keys = IntStream.range(0, 30).mapToObj(n -> "k" + n).toArray(String[]::new);
        try (Admin admin = graveyard.names().admin()) {
            admin.createPartitions(Map.of(graveyard.names().deadLetters(), NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        graveyard.bury(keys);
        replay(idOf("k0"), idOf("k7"), idOf("k13"), idOf("k29"));

        // When
        ReplayResult result = replayAll();

        // Then
        assertThat(graveyard.letters())
                .extracting(letter -> letter.id().partition())
                .contains(0, 1, 2);
        assertThat(result).isEqualTo(new ReplayResult(26, 4, 0, List.of()));
        assertThat(graveyard.resentKeys()).containsExactlyInAnyOrder(keys);
    }

    @Test
    void shouldSendThoseThatTheFilterAccepts() {
        // Given
        graveyard.bury(Stage.READ, List.of(graveyard.original("read")));
        graveyard.bury(Stage.INFER, List.of(graveyard.original("infer")));

        // When
        ReplayResult result = replayAll(
                new LetterFilter(Optional.of(Stage.INFER), Optional.empty(), Optional.empty()),
                ReplayOptions.defaults());

        // Then
        assertThat(result.sent()).isEqualTo(1);
        assertThat(graveyard.resentKeys()).containsExactly("infer");
    }

    @Test
    void shouldSendToAnotherTopicOrNowhereInADryRun() {
        // Given
        graveyard.bury("a", "b");
        String elsewhere = graveyard.names().output();

        // When
        ReplayResult dry =
                replayAll(Graveyard.ANY, new ReplayOptions(Optional.empty(), 3, OptionalInt.empty(), false, true));
        ReplayResult result = replayAll(
                Graveyard.ANY, new ReplayOptions(Optional.of(elsewhere), 3, OptionalInt.of(1_000), false, false));

        // Then
        assertThat(dry).isEqualTo(new ReplayResult(2, 0, 0, List.of()));
        assertThat(result).isEqualTo(new ReplayResult(2, 0, 0, List.of()));
        assertThat(resent()).isEmpty();
        assertThat(Harvest.committed(graveyard.names(), elsewhere)).hasSize(2);
    }

    @Test
    void shouldSendOnceWhatAKilledReplayHadSentButNotCommitted() {
        // Given: 700 letters are two transactions; the process dies in the second, before its commit
        String[] keys =
                IntStream.range(0, 700).mapToObj(n -> "%03d".formatted(n)).toArray(String[]::new);
        graveyard.bury(keys);
        assertThatThrownBy(() -> replayAll(settings -> new Interrupted(settings, 2, () -> {
                    throw new IllegalStateException("killed");
                })))
                .hasMessage("killed");

        // When
        ReplayResult result = replayAll();

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
        assertThatThrownBy(() -> replayAll(settings -> new Interrupted(settings, 1, () -> others.add(replayAll()))))
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
        replayAll(settings ->
                new Interrupted(settings, 1, () -> graveyard.begin(Stage.READ, List.of(graveyard.original("b")))));

        // When
        CompletableFuture<ReplayResult> second = CompletableFuture.supplyAsync(this::replayAll);
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
        ReplayResult result = replayAll();

        // Then
        assertThat(result.sent()).isEqualTo(4);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.reasons()).singleElement().satisfies(reason -> assertThat(reason.why())
                .startsWith("the broker refuses it: "));
        assertThat(graveyard.resentKeys()).containsExactly("a", "b", "c", "e");
        assertThat(graveyard.letters().stream().filter(Letter::replayed)).hasSize(4);
    }

    @Test
    void shouldLeaveWhatCannotGoBack() {
        // Given
        Header circled = new RecordHeader("winnow.replays", "3".getBytes(UTF_8));
        graveyard.bury(
                Stage.INFER,
                List.of(
                        graveyard.original(0, null, new byte[(int) Graveyard.LETTER_BYTES]),
                        graveyard.original(0, null, new byte[1], circled),
                        new ProducerRecord<>("no-such-topic", 0, 1L, null, new byte[1]),
                        new ProducerRecord<>(graveyard.names().input(), 0, 1L, null, new byte[1])));

        // When
        ReplayResult result = replayAll();

        // Then
        assertThat(result.sent()).isZero();
        assertThat(result.failed()).isEqualTo(4);
        assertThat(result.reasons())
                .extracting(ReplayResult.Reason::why)
                .satisfiesExactly(
                        why -> assertThat(why).contains("lacks a part").contains("value"),
                        why -> assertThat(why).isEqualTo("sent again 3 times already; see --max-replays"),
                        why -> assertThat(why).isEqualTo("topic 'no-such-topic' does not exist"),
                        why -> assertThat(why).contains("older than what topic").contains("--as-of-now"));
    }

    @Test
    void shouldSendAnOldRecordAsOfNow() {
        // Given
        graveyard.bury(
                Stage.INFER, List.of(new ProducerRecord<>(graveyard.names().input(), 0, 1L, null, new byte[1])));
        Instant before = Instant.now();

        // When
        replayAll(Graveyard.ANY, new ReplayOptions(Optional.empty(), 3, OptionalInt.empty(), true, false));

        // Then
        assertThat(resent()).singleElement().satisfies(record -> assertThat(record.timestamp())
                .isGreaterThanOrEqualTo(before.toEpochMilli()));
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
