package dev.winnow.topology.input;

import java.time.Instant;

/**
 * What Winnow takes from a record.
 *
 * @param id carried to the classification and never interpreted
 * @param text what the model reads
 * @param eventTime null where the record says none
 */
public record IncomingDocument(String id, String text, Instant eventTime) {}
