package dev.winnow.topology.observe;

/**
 * Where a record came from.
 *
 * @param topic of the record
 * @param partition of the topic
 * @param offset in the partition
 * @param timestampMillis its timestamp, in milliseconds since the epoch
 */
public record Origin(String topic, int partition, long offset, long timestampMillis) {}
