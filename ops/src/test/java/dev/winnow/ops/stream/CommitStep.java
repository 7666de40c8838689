package dev.winnow.ops.stream;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A call that the application makes to its Kafka clients around a commit. */
sealed interface CommitStep {

    /** A transaction begins. */
    record Begin() implements CommitStep {}

    /**
     * A result is handed to the producer.
     *
     * @param source where its document came from
     * @param offset of the document there
     * @param inHook whether the commit hook was being called at this moment, by the task that prepares its commit
     */
    record Send(TopicPartition source, long offset, boolean inHook) implements CommitStep {}

    /** The producer is flushed. */
    record Flush() implements CommitStep {}

    /** Offsets are committed, or made part of the transaction: the next record to read of each partition. */
    record Offsets(Map<TopicPartition, Long> next) implements CommitStep {}

    /** The transaction is committed. */
    record Commit() implements CommitStep {}

    /** The transaction is given up. */
    record Abort() implements CommitStep {}
}
