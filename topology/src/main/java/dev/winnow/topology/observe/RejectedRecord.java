package dev.winnow.topology.observe;

import dev.winnow.topology.deadletter.Rejection;

/**
 * A dead letter was handed to the producer.
 *
 * @param pipeline the record belongs to
 * @param origin of the record
 * @param rejection where it failed, and why; it quotes nothing of the document
 */
public record RejectedRecord(Pipeline pipeline, Origin origin, Rejection rejection) {}
