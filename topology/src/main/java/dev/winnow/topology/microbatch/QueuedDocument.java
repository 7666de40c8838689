package dev.winnow.topology.microbatch;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.concurrent.CompletableFuture;

/** A document on its way through the engine, with the promise its task holds. */
record QueuedDocument(TokenizedText text, long arrivedNanos, CompletableFuture<Outcome> outcome) implements Waiting {

    static QueuedDocument arrivingAt(long nanos, TokenizedText text) {
        return new QueuedDocument(text, nanos, new CompletableFuture<>());
    }

    @Override
    public int tokens() {
        return text.length();
    }
}
