package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A micro-batch that was computed just now. What the full encoder was asked besides, to compare, is no part of it.
 *
 * @param bundle name of the model
 * @param offset the δ offset it was computed at
 * @param engineNanos what the engine took, in nanoseconds
 * @param flops floating-point operations; empty where the model does not count them
 * @param documents in it, one at least
 */
public record ComputedBatch(
        String bundle, DeltaOffset offset, long engineNanos, OptionalDouble flops, List<Member> documents) {

    /**
     * A document of the batch.
     *
     * @param prediction what the model found
     * @param queueMicros microseconds from the arrival of the document to the start of its micro-batch
     * @param traceparent the header of that name of its record, whatever is in it
     */
    public record Member(Prediction prediction, long queueMicros, Optional<String> traceparent) {}

    public ComputedBatch {
        documents = List.copyOf(documents);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("a micro-batch holds a document at least");
        }
    }

    /** Tokens of all documents, the special ones included. */
    public long tokens() {
        return documents.stream()
                .mapToLong(document -> document.prediction().tokens())
                .sum();
    }

    /** For each layer of the encoder the tokens that it computed, all documents together; the last are those that were kept. */
    public long[] tokensByLayer() {
        long[] tokens = new long[documents.get(0).prediction().trace().layers()];
        for (Member document : documents) {
            for (int reached : document.prediction().trace().reached()) {
                if (reached > 0) {
                    tokens[reached - 1]++;
                }
            }
        }
        for (int layer = tokens.length - 2; layer >= 0; layer--) {
            tokens[layer] += tokens[layer + 1];
        }
        return tokens;
    }
}
