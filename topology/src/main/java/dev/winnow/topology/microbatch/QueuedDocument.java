package dev.winnow.topology.microbatch;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A tokenized document on its way through the engine.
 *
 * @param text its tokens
 * @param number counts the documents of the lane, from 1
 * @param recordBytes bytes of the record that its task keeps until the outcome is known
 * @param arrivedNanos when its task asked for space
 * @param shadowed whether the full encoder is asked too, when there is time
 * @param traceparent the header of that name of its record
 * @param outcome the promise its task holds
 */
record QueuedDocument(
        TokenizedText text,
        long number,
        long recordBytes,
        long arrivedNanos,
        boolean shadowed,
        Optional<String> traceparent,
        CompletableFuture<Outcome> outcome)
        implements Waiting {

    @Override
    public int tokens() {
        return text.length();
    }
}
