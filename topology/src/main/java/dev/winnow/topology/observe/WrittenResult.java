package dev.winnow.topology.observe;

import dev.winnow.topology.microbatch.Outcome;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;

/**
 * A result was handed to the producer; under exactly-once it counts when its transaction is committed.
 *
 * @param pipeline it belongs to
 * @param origin of the record
 * @param headers of the record, {@code traceparent} among them where it has one; not to be changed
 * @param documentId the document's id
 * @param ageMillis milliseconds from the record's timestamp to now, not below zero
 * @param writeNanos what it took to encode the result and to hand it over, in nanoseconds
 * @param outcome what the engine found, with the time it waited and was computed
 * @param text reads the document's text from the record once more, and costs what reading costs: for the few documents that
 *     somebody looks at, so that no text is kept for the others. It holds the raw record in memory as long as it is held
 *     itself, and throws what reading throws, for instance when the schema registry is away
 */
public record WrittenResult(
        Pipeline pipeline,
        Origin origin,
        Headers headers,
        String documentId,
        long ageMillis,
        long writeNanos,
        Outcome.Classified outcome,
        Supplier<String> text) {}
