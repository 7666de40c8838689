package dev.winnow.ops.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.TestStream;
import dev.winnow.topology.config.Guarantee;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.junit.jupiter.api.Test;

/** The step between a repartition topic and a cached store with a changelog, killed again and again. */
class NeighboursTest extends FaultTest {
    private static final int KILLS = 4;

    @Test
    void shouldReachTheChangelogInTheSameCommit() {
        try (Trial trial = Trial.of(
                "repartition before, cached and logged store behind",
                program(Guarantee.EXACTLY_ONCE).with(NeighboursMain.class),
                folder)) {
            // When
            trial.begin();
            for (int kill = 1; kill <= KILLS; kill++) {
                trial.awaitProgress();
                trial.awaitOpenTransaction(trial.fleet().oldest());
                trial.fleet().killOldest();
                trial.fleet().start(trial.launch());
                trial.awaitMembers();
            }
            trial.finish();
            // Documents that are committed here may be in the repartition topic still.
            Trial.await().until(() -> trial.toll().lost() == 0);
            Trial.await().until(() -> !trial.offsets().transactionIsOpen());
            Toll toll = trial.toll();
            Map<String, Long> counts = counts(trial.stream());
            trial.note("kills", KILLS);
            trial.note(
                    "countedInChangelog",
                    counts.values().stream().mapToLong(Long::longValue).sum());
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
            assertThat(counts).isEqualTo(documentsByKey());
        }
    }

    private static Map<String, Long> documentsByKey() {
        return IntStream.range(0, Trial.DOCUMENTS)
                .boxed()
                .collect(Collectors.groupingBy(n -> "key-" + Documents.keyOf(n), Collectors.counting()));
    }

    /** The last count of each key in the changelog. */
    private static Map<String, Long> counts(TestStream stream) {
        String topic = stream.id() + "-" + NeighboursMain.COUNTS + "-changelog";
        Map<String, Long> counts = new HashMap<>();
        try (KafkaConsumer<byte[], Long> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stream.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new LongDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Trial.await().until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> counts.put(new String(record.key(), UTF_8), record.value()));
                return partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
            });
        }
        return counts;
    }
}
