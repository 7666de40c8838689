package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.LetterFilter;
import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.ReplayOptions;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.topology.deadletter.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters go back to where they came from as they were, each once. */
@Timeout(120)
class ReplayTest {
    private final Graveyard graveyard = new Graveyard(TestStream.create(3));
    private final Replays replays = new Replays(graveyard);

    @AfterEach
    void close() {
        graveyard.close();
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
        ReplayResult result = replays.all();

        // Then
        assertThat(result).isEqualTo(new ReplayResult(3, 0, 0, List.of()));
        List<ConsumerRecord<byte[], byte[]>> resent = graveyard.resent();
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
        replays.all();
        graveyard.bury("d");

        // When
        ReplayResult again = replays.all();
        ReplayResult single = replays.these(idOf("b"));

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
        ReplayResult some = replays.these(last, second, second, new LetterId(0, 4_000), new LetterId(9, 0));
        ReplayResult rest = replays.all();

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
        replays.these(idOf("k0"), idOf("k7"), idOf("k13"), idOf("k29"));

        // When
        ReplayResult result = replays.all();

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
        ReplayResult result = replays.all(
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
                replays.all(Graveyard.ANY, new ReplayOptions(Optional.empty(), 3, OptionalInt.empty(), false, true));
        ReplayResult result = replays.all(
                Graveyard.ANY, new ReplayOptions(Optional.of(elsewhere), 3, OptionalInt.of(1_000), false, false));

        // Then
        assertThat(dry).isEqualTo(new ReplayResult(2, 0, 0, List.of()));
        assertThat(result).isEqualTo(new ReplayResult(2, 0, 0, List.of()));
        assertThat(graveyard.resent()).isEmpty();
        assertThat(Harvest.committed(graveyard.names(), elsewhere)).hasSize(2);
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
        ReplayResult result = replays.all();

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
        replays.all(Graveyard.ANY, new ReplayOptions(Optional.empty(), 3, OptionalInt.empty(), true, false));

        // Then
        assertThat(graveyard.resent()).singleElement().satisfies(record -> assertThat(record.timestamp())
                .isGreaterThanOrEqualTo(before.toEpochMilli()));
    }
}
