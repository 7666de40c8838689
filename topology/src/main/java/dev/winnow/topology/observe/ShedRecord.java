package dev.winnow.topology.observe;

/**
 * A record was given up in an overload and handed to the producer for the overflow topic.
 *
 * @param pipeline the record belongs to
 * @param origin of the record
 * @param ageMillis milliseconds from the record's timestamp to now, not below zero
 */
public record ShedRecord(Pipeline pipeline, Origin origin, long ageMillis) {}
