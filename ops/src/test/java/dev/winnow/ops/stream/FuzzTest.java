package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.topology.config.OutputConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged and random values through a running stream: none stops a thread, and every record is in the output or in the dead
 * letters, once. The tokenizer is the real one, since it is native code that reads what anybody sent.
 */
class FuzzTest {
    private static final String AS_MANY = "faults.documents";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_RECORD = Duration.ofMillis(20);
    private static final String FIRST = "first";
    private static final int PARTITIONS = 2;
    private static final int FEW = 5_000;
    private static final int MANY = Integer.getInteger(AS_MANY, 100_000);

    /** Set one to see a failure again: {@code -Dfuzz.seed=N}. */
    private static final long SEED =
            Long.getLong("fuzz.seed", ThreadLocalRandom.current().nextLong());

    private final TestStream names = TestStream.create(PARTITIONS);

    @ParameterizedTest
    @EnumSource(InputFormat.class)
    void shouldAccountForAnyValue(InputFormat format) {
        fuzz(format, share(format, FEW));
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource(InputFormat.class)
    void shouldAccountForAHundredThousandValues(InputFormat format) {
        int documents = share(format, MANY);
        Found found = fuzz(format, documents);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("fault", "fuzzed " + format.name().toLowerCase(Locale.ROOT));
        line.put("documents", documents);
        line.put("lost", found.accounting().missing().size());
        line.put("duplicated", found.accounting().duplicates());
        line.put("outOfOrder", found.outOfOrder());
        line.put("guarantee", "exactly-once");
        line.put("deadLetters", found.deadLetters());
        line.put("seed", SEED);
        FaultLog.add(line);
    }

    /** Avro has the most to get wrong. */
    private static int share(InputFormat format, int all) {
        return switch (format) {
            case AVRO -> all * 6 / 10;
            case JSON -> all * 3 / 10;
            case STRING -> all / 10;
        };
    }

    private Found fuzz(InputFormat format, int count) {
        // Given
        InputConfig defaults = InputConfig.defaults();
        InputConfig input = new InputConfig(
                format, defaults.text(), defaults.separator(), defaults.id(), defaults.time(), 1 << 20, 64);
        Unthinking model = new Unthinking();
        try (RunningStream stream = RunningStream.start(
                names, unguarded(names.config(input, OutputConfig.defaults())), pipeline -> model)) {
            FuzzedValues values = new FuzzedValues(SEED, seeds(format, stream));
            stream.send(FIRST, "a good one, whatever the format");
            stream.awaitSettled();
            Set<String> threads = streamThreads();

            // When
            for (int n = 0; n < count; n++) {
                stream.feed().send(n % PARTITIONS, String.valueOf(n), values.next());
            }
            stream.awaitSettled(PATIENCE.plus(LONGEST_RECORD.multipliedBy(count)));

            // Then
            assertThat(streamThreads()).as("threads that live, seed %d", SEED).isEqualTo(threads);
            return assertAccounted(
                    Harvest.committed(names, names.output()), Harvest.committed(names, names.deadLetters()), count);
        }
    }

    /** Most values are bad here, which is no reason to wait for a better model. */
    private static WinnowConfig unguarded(WinnowConfig config) {
        return config.toBuilder()
                .deadLetters(new DeadLetterConfig(config.deadLetters().topic(), 1, 1_000))
                .build();
    }

    private List<byte[]> seeds(InputFormat format, RunningStream stream) {
        return switch (format) {
            case AVRO -> FuzzSeeds.avro(stream.feed(), names.registryUrl(), names.input());
            case JSON -> FuzzSeeds.json();
            case STRING -> FuzzSeeds.texts();
        };
    }

    private static Found assertAccounted(
            List<ConsumerRecord<byte[], byte[]>> results, List<ConsumerRecord<byte[], byte[]>> deadLetters, int count) {
        List<String> sent = new ArrayList<>(List.of(FIRST));
        for (int n = 0; n < count; n++) {
            sent.add(String.valueOf(n));
        }
        List<String> out = new ArrayList<>(keys(results));
        out.addAll(keys(deadLetters));
        Accounting accounting = Accounting.of(sent, out);
        assertThat(accounting.missing())
                .as("records without a trace, seed %d", SEED)
                .isEmpty();
        assertThat(accounting.doubled())
                .as("records with several, seed %d", SEED)
                .isEmpty();
        assertThat(out).as("records accounted for, seed %d", SEED).hasSize(count + 1);
        assertThat(results).as("some are still good, seed %d", SEED).hasSizeGreaterThan(count / 50);
        assertThat(deadLetters).as("some are not, seed %d", SEED).hasSizeGreaterThan(count / 50);
        int outOfOrder = outOfOrder(results) + outOfOrder(deadLetters);
        assertThat(outOfOrder).as("records behind a later one, seed %d", SEED).isZero();
        return new Found(accounting, outOfOrder, deadLetters.size());
    }

    /** How often a partition of a topic has a record behind a later one of the same partition of the input. */
    private static int outOfOrder(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<List<Integer>, Integer> latest = new HashMap<>();
        int inversions = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String key = new String(record.key(), UTF_8);
            if (!key.equals(FIRST)) {
                int number = Integer.parseInt(key);
                int before = latest.merge(List.of(record.partition(), number % PARTITIONS), number, Math::max);
                inversions += before > number ? 1 : 0;
            }
        }
        return inversions;
    }

    private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.key(), UTF_8)).toList();
    }

    /** A thread that died and was replaced has a successor of another name. */
    private Set<String> streamThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(names.id()) && name.contains("-StreamThread-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Found(Accounting accounting, int outOfOrder, int deadLetters) {}

    /** The real tokenizer before a model that answers at once. */
    private static final class Unthinking extends Models.Lent {
        Unthinking() {
            super(Models.shared());
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            float[] probabilities = new float[labels().size()];
            probabilities[0] = 1;
            return documents.stream()
                    .map(document -> new Prediction(
                            labels(), probabilities, TokenTrace.full(document.length(), 1), document.truncated()))
                    .toList();
        }
    }
}
