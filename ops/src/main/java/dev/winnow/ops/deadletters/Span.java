package dev.winnow.ops.deadletters;

import org.apache.kafka.common.TopicPartition;

/**
 * A part of a partition.
 *
 * @param partition of the dead-letter topic
 * @param from first offset
 * @param to offset behind the last
 */
record Span(TopicPartition partition, long from, long to) {

    long length() {
        return Math.max(0, to - from);
    }

    Span from(long offset) {
        return new Span(partition, offset, to);
    }

    Span only(long offset) {
        return new Span(partition, offset, Math.min(to, offset + 1));
    }
}
