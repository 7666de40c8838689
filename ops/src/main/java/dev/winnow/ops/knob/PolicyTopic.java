package dev.winnow.ops.knob;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.ops.broker.ClientSettings;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.TextDeserializer;
import dev.winnow.schemas.UnreadableRecordException;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.PolicyRecords;
import dev.winnow.v1.ControlPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The control topic, read and written without an instance in between: it works while none runs. Two people who write at the
 * same time do not see each other; the last one wins.
 */
public final class PolicyTopic implements AutoCloseable {
    private static final String CLIENT_ID = "winnow-knob";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String NO_BROKER = "no Kafka broker answers; check kafka.bootstrap.servers";

    private final String name;
    private final StreamsConfig settings;
    private final AvroSerdes serdes;
    private final Consumer<byte[], byte[]> consumer;
    private final Duration patience;
    private final Map<String, PolicyEntry> entries = new TreeMap<>();

    private PolicyTopic(
            String name,
            StreamsConfig settings,
            AvroSerdes serdes,
            Consumer<byte[], byte[]> consumer,
            Duration patience) {
        this.name = name;
        this.settings = settings;
        this.serdes = serdes;
        this.consumer = consumer;
        this.patience = patience;
    }

    /**
     * Reads what the topic has come to.
     *
     * @throws IllegalStateException when the configuration has none, it does not exist, or no broker answers
     */
    public static PolicyTopic open(WinnowConfig config) {
        return open(config, PATIENCE);
    }

    /**
     * The same for somebody of another patience.
     *
     * @param patience for each question to the broker
     */
    static PolicyTopic open(WinnowConfig config, Duration patience) {
        String topic = config.control()
                .used()
                .orElseThrow(() -> new IllegalStateException("control.topic is empty: there are no policies"));
        StreamsConfig settings = ClientSettings.of(config);
        PolicyTopic opened = new PolicyTopic(
                topic, settings, new AvroSerdes(config.registry().settings()), consumer(settings), patience);
        try {
            opened.readToEnd();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Consumer<byte[], byte[]> consumer(StreamsConfig settings) {
        Map<String, Object> consumer = new HashMap<>(settings.getRestoreConsumerConfigs(CLIENT_ID));
        consumer.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void readToEnd() {
        try {
            readTo(partitions());
        } catch (TimeoutException e) {
            throw new IllegalStateException(NO_BROKER, e);
        }
    }

    /** A broker that goes away meanwhile is noticed by nothing but its silence. */
    private void readTo(List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, patience);
        long heard = System.nanoTime();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition, patience) < ends.get(partition))) {
            if (!changes(POLL).isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > patience.toNanos()) {
                throw new IllegalStateException(NO_BROKER);
            }
        }
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = consumer.partitionsFor(name, patience).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException(
                    "the control topic '" + name + "' does not exist; 'winnow topics' creates it");
        }
        return partitions;
    }

    /** Name of the topic. */
    public String name() {
        return name;
    }

    /** What it says, by bundle; bundles whose policy was taken back are left out. */
    public List<PolicyEntry> entries() {
        return entries.values().stream()
                .filter(entry -> entry.policy().isPresent() || entry.problem().isPresent())
                .toList();
    }

    /** The last policy of a bundle that can be read. */
    public Optional<Policy> policyOf(String bundle) {
        return Optional.ofNullable(entries.get(bundle)).flatMap(PolicyEntry::policy);
    }

    /** Waits so long at most for records, and returns what each of them came to. */
    public List<PolicyEntry> changes(Duration atMost) {
        List<PolicyEntry> changes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
            key(record).ifPresent(bundle -> {
                PolicyEntry entry = entry(bundle, record);
                entries.put(bundle, entry);
                changes.add(entry);
            });
        }
        return changes;
    }

    private static Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable((String) new TextDeserializer().deserialize(record.topic(), record.key()));
        } catch (UnreadableRecordException noBundle) {
            return Optional.empty();
        }
    }

    private PolicyEntry entry(String bundle, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new PolicyEntry(bundle, Optional.empty(), Optional.empty(), record.offset());
        }
        try {
            ControlPolicy written = serdes.controlPolicy().deserializer().deserialize(name, record.value());
            return new PolicyEntry(bundle, Optional.of(PolicyRecords.read(written)), Optional.empty(), record.offset());
        } catch (UnreadableRecordException | IllegalArgumentException bad) {
            return new PolicyEntry(bundle, policyOf(bundle), Optional.of(bad.getMessage()), record.offset());
        }
    }

    /**
     * Asks for a policy, and returns where the record lies once all replicas in sync have it.
     *
     * @throws IllegalStateException when the schema is not registered or the registry is away
     */
    public long write(String bundle, Policy policy) {
        try {
            return send(bundle, serdes.controlPolicy().serializer().serialize(name, PolicyRecords.write(policy)));
        } catch (RegistryException e) {
            throw new IllegalStateException(
                    e.getMessage() + "; 'winnow schemas --register' registers the schema once", e);
        }
    }

    /** Takes a policy back. */
    public long remove(String bundle) {
        return send(bundle, null);
    }

    /** Somebody waits for it: it fails soon where Kafka's clients would try for minutes. */
    private Map<String, Object> producerSettings() {
        int millis = Math.toIntExact(patience.toMillis());
        Map<String, Object> producer = new HashMap<>(settings.getProducerConfigs(CLIENT_ID));
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        return producer;
    }

    private long send(String bundle, byte[] value) {
        try (Producer<byte[], byte[]> writer =
                new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            return writer.send(new ProducerRecord<>(name, bundle.getBytes(UTF_8), value))
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "topic '%s': %s".formatted(name, e.getCause().getMessage()), e.getCause());
        }
    }

    @Override
    public void close() {
        consumer.close();
        serdes.close();
    }
}
