package dev.winnow.topology.classify;

import dev.winnow.topology.commit.CommitHook;
import dev.winnow.topology.microbatch.Outcome;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record that was read and whose result is not forwarded yet. It keeps the raw record for a dead letter, not the text.
 *
 * @param source the record as it came
 * @param scope where it came from
 * @param id the document's id
 * @param eventTime the document's event time; null where it has none
 * @param outcome what the engine will have found
 */
record PendingDocument(
        Record<byte[], byte[]> source,
        CommitHook.Scope scope,
        String id,
        Instant eventTime,
        CompletableFuture<Outcome> outcome) {}
