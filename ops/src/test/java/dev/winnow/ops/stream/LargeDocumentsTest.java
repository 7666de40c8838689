package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.lifecycle.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** Large documents, faster than the model computes them: the consumer pauses, and the process holds no more than it may. */
class LargeDocumentsTest {
    private static final int PARTITIONS = 4;
    private static final int PER_PARTITION = 8;
    private static final int ALL = PARTITIONS * PER_PARTITION;
    private static final int BUFFER_BYTES = 4 << 20;
    private static final String TEXT = "the rain in the hills ".repeat(900_000 / 22);
    private static final BatchConfig BATCH = new BatchConfig(1_500, 1, Duration.ofMillis(20), BUFFER_BYTES);

    /** Two fetches of each partition, larger than a fetch may be but for being a single record, and what waits. */
    private static final long BOUND = 2L * PARTITIONS * TEXT.length() + BUFFER_BYTES;

    /** Without end until the start is over, for the model is warmed up then. */
    private final Semaphore allowed = new Semaphore(Integer.MAX_VALUE);

    private final Consumers consumers = new Consumers();

    /** A model that classifies as many documents as it is allowed to. */
    private final class Rationed extends Models.Lent {
        Rationed() {
            super(Models.shared());
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            allowed.acquireUninterruptibly();
            return super.classify(documents, offset);
        }
    }

    /** Keeps the consumers, to ask what they received. */
    private static final class Consumers extends KafkaClients {
        private final List<Consumer<byte[], byte[]>> all = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
            Consumer<byte[], byte[]> consumer = super.getConsumer(config);
            if (String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG)).endsWith("-consumer")) {
                all.add(consumer);
            }
            return consumer;
        }

        /** Bytes that came from the broker, handed out or not. */
        long received() {
            return List.copyOf(all).stream()
                    .flatMap(consumer -> consumer.metrics().entrySet().stream())
                    .filter(metric -> metric.getKey().name().equals("incoming-byte-total")
                            && metric.getKey().group().equals("consumer-metrics"))
                    .mapToLong(metric -> ((Number) metric.getValue().metricValue()).longValue())
                    .sum();
        }
    }

    @Test
    void shouldHoldABoundedNumberOfLargeDocumentsWhileTheModelIsSlow() {
        // Given
        TestStream names = TestStream.create(PARTITIONS);
        Map<String, List<String>> sent = new HashMap<>();
        try (RunningStream stream = RunningStream.start(
                names, names.config(Guarantee.EXACTLY_ONCE, BATCH), pipeline -> new Rationed(), consumers)) {
            allowed.drainPermits();
            IntStream.range(0, ALL).forEach(n -> send(stream, sent, n % PARTITIONS, "document-" + n));
            stream.feed().flush();

            // When
            long mostHeld = mostHeldWhileSlow(stream);
            long lag = stream.offsets().sent() - stream.offsets().committed();
            allowed.release(ALL);
            Harvest harvest = stream.harvest();

            // Then
            assertThat(mostHeld).isBetween((long) TEXT.length(), BOUND);
            assertThat(lag).isGreaterThanOrEqualTo(ALL / 2);
            assertThat(harvest.deadLetters()).isEmpty();
            Map<String, List<String>> arrived = new HashMap<>();
            harvest.results().forEach(result -> arrived.computeIfAbsent(result.key(), key -> new ArrayList<>())
                    .add(result.id()));
            assertThat(arrived).isEqualTo(sent);
        }
    }

    /** Lets half of the documents through, one by one, and all of them if that goes wrong: a stopping stream waits for them. */
    private long mostHeldWhileSlow(RunningStream stream) {
        long mostHeld = 0;
        try {
            for (int classified = 0; classified < ALL / 2; classified++) {
                int before = classified;
                await().until(() -> stream.app().totals().documents() > before);
                mostHeld = Math.max(mostHeld, consumers.received() - (long) classified * TEXT.length());
                allowed.release();
                await().until(() -> stream.app().totals().classified() > before);
            }
        } catch (ConditionTimeoutException stuck) {
            allowed.release(ALL);
            throw stuck;
        }
        return mostHeld;
    }

    private static void send(RunningStream stream, Map<String, List<String>> sent, int partition, String id) {
        String key = "partition-" + partition;
        sent.computeIfAbsent(key, ignored -> new ArrayList<>()).add(id);
        stream.feed().send(partition, key, stream.feed().encode(id, TEXT));
    }
}
