package dev.winnow.topology.microbatch;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.concurrent.CompletableFuture;

/**
 * A document whose text is not tokenized yet.
 *
 * @param lane where it goes next
 * @param number counts the documents of the lane, from 1
 * @param submission what was handed in
 * @param arrivedNanos when its task asked for space
 * @param outcome the promise its task holds
 */
record SubmittedText(
        Lane lane, long number, Submission submission, long arrivedNanos, CompletableFuture<Outcome> outcome) {

    /** Bytes that it holds in memory. */
    long bytes() {
        return submission.bytes();
    }

    QueuedDocument with(TokenizedText tokens) {
        return new QueuedDocument(
                tokens,
                number,
                submission.recordBytes(),
                arrivedNanos,
                submission.shadowed(),
                submission.traceparent(),
                outcome);
    }
}
