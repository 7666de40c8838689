package dev.winnow.topology.knob;

import static dev.winnow.topology.knob.Policies.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.observe.PolicyArrival;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In what order policies are passed on; what a real broker does, the tests of {@code ops} have. */
@Timeout(60)
class PolicyReaderTest {
    private static final String TOPIC = "winnow-control";
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final AvroSerdes serdes =
            new AvroSerdes(RegistrySettings.inProcess(UUID.randomUUID().toString()));
    private final List<PolicyArrival> arrivals = new CopyOnWriteArrayList<>();
    private final PolicyGate gate = new PolicyGate(
            new PolicyCheck("topics", Optional.of(Policies.CURVE)),
            serdes.controlPolicy().deserializer(),
            arrivals::add);
    private final List<Standing> published = new CopyOnWriteArrayList<>();
    private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final Policy old = Policies.policy(Policies.manual(1, null), null);
    private final Policy present = Policies.policy(Policies.manual(0.25, NOON), null);
    private volatile Uuid topicId = Uuid.randomUuid();
    private final AtomicInteger failures = new AtomicInteger();

    /** Each consumer reads a topic with the old policy and the present one, and one of another bundle. */
    private final PolicyReader.Cluster cluster = new PolicyReader.Cluster() {
        @Override
        public Consumer<byte[], byte[]> consumer() {
            MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
                @Override
                public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                    // The mock itself never waits, and a reader of it would take a core.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    return super.poll(timeout);
                }
            };
            consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 3L));
            consumer.schedulePollTask(() -> consumer.addRecord(record(0, "topics", old)));
            consumer.schedulePollTask(() -> {
                consumer.addRecord(record(1, "topics", present));
                consumer.addRecord(record(2, "another", old));
            });
            consumers.add(consumer);
            return consumer;
        }

        @Override
        public Uuid topicId(String topic) {
            if (failures.getAndDecrement() > 0) {
                throw new KafkaException("no such topic");
            }
            return topicId;
        }
    };

    private final PolicyReader reader =
            new PolicyReader(TOPIC, cluster, PAUSE, List.of(gate), standings -> published.add(standings.get(gate)));

    @AfterEach
    void close() {
        reader.close();
        serdes.close();
    }

    private ConsumerRecord<byte[], byte[]> record(long offset, String bundle, Policy policy) {
        byte[] value = serdes.controlPolicy().serializer().serialize(TOPIC, PolicyRecords.write(policy));
        return new ConsumerRecord<>(TOPIC, 0, offset, bundle.getBytes(UTF_8), value);
    }

    @Test
    void shouldPassOnWhatTheTopicHasComeToAndThenEachChange() {
        // Given
        reader.start();
        await().until(() -> published.size() == 1);

        // When
        consumers.get(0).schedulePollTask(() -> consumers.get(0).addRecord(record(3, "another", present)));
        consumers.get(0).schedulePollTask(() -> consumers.get(0).addRecord(record(4, "topics", old)));
        await().until(() -> published.size() == 2);

        // Then
        assertThat(published).containsExactly(Standing.of(present), Standing.of(old));
        assertThat(reader.state().readable()).isTrue();
    }

    @Test
    void shouldTryAgainUntilThereIsATopic() {
        // Given
        failures.set(2);

        // When
        reader.start();
        await().until(() -> reader.state().reason().equals("no such topic"));
        await().until(() -> reader.state().readable());

        // Then
        assertThat(published).containsExactly(Standing.of(present));
    }

    @Test
    void shouldReadATopicThatWasMadeAnewFromItsBeginning() {
        // Given
        reader.start();
        await().until(() -> published.size() == 1);

        // When
        topicId = Uuid.randomUuid();
        await().until(() -> published.size() == 2);

        // Then
        assertThat(arrivals).hasSize(4);
        assertThat(consumers).hasSize(2);
        assertThat(consumers.get(0).closed()).isTrue();
    }
}
