package dev.winnow.ops.topics;

/**
 * What the broker says of a topic.
 *
 * @param partitions how many
 * @param maxBytes the largest record batch it takes
 * @param compacted whether it forgets all but the last record of a key
 * @param deleting whether it forgets old records, whatever their key
 * @param retentionMillis how long it keeps a record; negative for ever
 */
public record TopicFacts(int partitions, int maxBytes, boolean compacted, boolean deleting, long retentionMillis) {}
