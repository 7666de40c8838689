package dev.winnow.ops.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How far a stream has come, asked of the broker and not of the application. */
public final class Offsets implements AutoCloseable {
    private final TestStream stream;
    private final Admin admin;

    public Offsets(TestStream stream) {
        this.stream = stream;
        this.admin = stream.admin();
    }

    /** Documents in the input topic. */
    public long sent() {
        return sum(ends(inputs(), IsolationLevel.READ_UNCOMMITTED));
    }

    /** Records in the output topic; under exactly-once also those of open and broken transactions, and their markers. */
    public long results() {
        return sum(ends(partitions(stream.output()), IsolationLevel.READ_UNCOMMITTED));
    }

    /** Documents the application has committed as consumed. */
    public long committed() {
        return sum(committedOffsets());
    }

    /** Whether every document is committed as consumed, and every transaction on the topics that are written is over. */
    public boolean settled() {
        return committedOffsets().equals(ends(inputs(), IsolationLevel.READ_UNCOMMITTED)) && !transactionIsOpen();
    }

    /** Whether results or dead letters wait for the end of a transaction. */
    public boolean transactionIsOpen() {
        List<TopicPartition> written = new ArrayList<>(partitions(stream.output()));
        written.add(new TopicPartition(stream.deadLetters(), 0));
        return !ends(written, IsolationLevel.READ_UNCOMMITTED).equals(ends(written, IsolationLevel.READ_COMMITTED));
    }

    /** Members of the application's group that hold partitions. */
    public long members() {
        return consumers().size();
    }

    /** Ids of the consumers in the application's group that hold partitions; each names its instance and thread. */
    public List<String> consumers() {
        return group().map(ConsumerGroupDescription::members).orElse(List.of()).stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .map(MemberDescription::consumerId)
                .toList();
    }

    /** Transactional ids of the application whose transaction is open; each names its instance. */
    public List<String> openTransactions() {
        ListTransactionsOptions ongoing = new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
        return get(admin.listTransactions(ongoing).all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(stream.id()))
                .toList();
    }

    /** Empty before the first member has come. */
    private Optional<ConsumerGroupDescription> group() {
        try {
            return Optional.of(get(admin.describeConsumerGroups(List.of(stream.id()))
                    .describedGroups()
                    .get(stream.id())));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<TopicPartition> inputs() {
        return partitions(stream.input());
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int p = 0; p < stream.partitions(); p++) {
            partitions.add(new TopicPartition(topic, p));
        }
        return partitions;
    }

    private Map<TopicPartition, Long> committedOffsets() {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(stream.id()).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition input : inputs()) {
            OffsetAndMetadata offset = committed.get(input);
            offsets.put(input, offset == null ? 0 : offset.offset());
        }
        return offsets;
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all());
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                .offset()));
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
