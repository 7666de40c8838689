package dev.winnow.ops.deadletters;

import dev.winnow.ops.broker.Answers;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead-letter topic as a stream, partition by partition, whatever its size; sees committed records alone. */
public final class LetterTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Longer than the transaction of a dead application stays open by default. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Admin admin;
    private final TargetTopics targets;
    private final Consumer<byte[], byte[]> consumer;
    private Reading reading = (read, all) -> {};
    private long done;
    private long total;

    private LetterTopic(String name, Admin admin, Consumer<byte[], byte[]> consumer) {
        this.name = name;
        this.admin = admin;
        this.targets = new TargetTopics(admin);
        this.consumer = consumer;
    }

    /** Connects; nothing is asked of the broker yet. */
    public static LetterTopic open(WinnowConfig config) {
        LetterClients clients = new LetterClients(config);
        return new LetterTopic(
                config.deadLetters().topic(),
                Admin.create(clients.admin()),
                new KafkaConsumer<>(clients.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    String name() {
        return name;
    }

    /** Where records may be sent back to, on the same broker. */
    TargetTopics targets() {
        return targets;
    }

    /** Hears how many of how many records were read, from now on. */
    public interface Reading {

        /** So many of so many. */
        void read(long done, long total);
    }

    /** Tells somebody how far a {@link #list} or a replay of all is. */
    public void watch(Reading watcher) {
        reading = watcher;
    }

    /** Everything in these parts is about to be read: once for marks and once for letters. */
    void expectTwice(List<Span> spans) {
        done = 0;
        total = 2 * spans.stream().mapToLong(Span::length).sum();
    }

    /** Shows every dead letter that the filter accepts, those that were replayed included, in the order of each partition. */
    public void list(LetterFilter filter, java.util.function.Consumer<Letter> visitor) {
        List<Span> spans = spans(filter.since());
        expectTwice(spans);
        Marks marks = marks(spans);
        spans.forEach(span -> letters(span, filter, marks, visitor));
    }

    /**
     * The dead letters among the last so many offsets of each partition, the newest first: what a person looks at, at a cost
     * that does not grow with the topic. Their marks lie behind them, so none is missed.
     */
    public List<Letter> latest(int offsets) {
        List<Span> ends = spans(Optional.empty()).stream()
                .map(span -> span.from(Math.max(span.from(), span.to() - offsets)))
                .toList();
        Marks marks = marks(ends);
        List<Letter> letters = new ArrayList<>();
        ends.forEach(span -> letters(
                span, new LetterFilter(Optional.empty(), Optional.empty(), Optional.empty()), marks, letters::add));
        letters.sort(Comparator.comparing(Letter::failedAt).reversed());
        return letters;
    }

    /** One dead letter; whether it was replayed is not looked for, because its mark may be anywhere behind it. */
    public Optional<Letter> find(LetterId id) {
        return spans(Optional.empty()).stream()
                .filter(span -> span.partition().partition() == id.partition())
                .findFirst()
                .flatMap(span -> find(span, id, new Marks()));
    }

    Optional<Letter> find(Span span, LetterId id, Marks marks) {
        List<Letter> found = new ArrayList<>(1);
        read(span.only(id.offset()), record -> Letter.of(record, marks).ifPresent(found::add));
        return found.stream().findFirst();
    }

    void letters(Span span, LetterFilter filter, Marks marks, java.util.function.Consumer<Letter> visitor) {
        read(span, record -> Letter.of(record, marks).filter(filter::accepts).ifPresent(visitor));
    }

    Marks marks(List<Span> spans) {
        Marks marks = new Marks();
        spans.forEach(span -> read(span, record -> ReplayMark.of(record).ifPresent(marks::add)));
        return marks;
    }

    /**
     * What lies in the topic now, from this time on.
     *
     * <p>It reaches to the end of everything that was written, not of what is committed: a transaction of the application
     * that is open may hide marks behind it that are committed, and reading waits until it is over.
     */
    List<Span> spans(Optional<Instant> since) {
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
        Map<TopicPartition, Long> ends = ends(partitions);
        since.ifPresent(time -> begins.putAll(offsetsAt(time, ends)));
        return partitions.stream()
                .map(partition -> new Span(partition, begins.get(partition), ends.get(partition)))
                .toList();
    }

    private List<TopicPartition> partitions() {
        int count = targets.of(name)
                .orElseThrow(() -> new IllegalStateException("the dead-letter topic '" + name + "' does not exist"))
                .partitions();
        List<TopicPartition> partitions = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            partitions.add(new TopicPartition(name, p));
        }
        return partitions;
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                Answers.get(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all());
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                .offset()));
    }

    private Map<TopicPartition, Long> offsetsAt(Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times =
                ends.keySet().stream().collect(Collectors.toMap(Function.identity(), p -> time.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                offsets.put(found.getKey(), found.getValue().offset());
            }
        }
        return offsets;
    }

    private void read(Span span, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        if (span.from() >= span.to()) {
            return;
        }
        consumer.assign(List.of(span.partition()));
        consumer.seek(span.partition(), span.from());
        long position = span.from();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (position < span.to()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() >= span.from() && record.offset() < span.to()) {
                    visitor.accept(record);
                }
            }
            long next = consumer.position(span.partition());
            if (next > position) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline >= 0) {
                throw new IllegalStateException(
                        "%s cannot be read beyond offset %d: a transaction stays open there, or the broker is away"
                                .formatted(span.partition(), position));
            }
            done += next - position;
            reading.read(Math.min(done, total), total);
            position = next;
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
