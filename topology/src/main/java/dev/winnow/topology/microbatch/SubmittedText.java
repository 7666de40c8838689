package dev.winnow.topology.microbatch;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.concurrent.CompletableFuture;

/**
 * A document whose text is not tokenized yet.
 *
 * @param lane where it goes next
 * @param number counts the documents of the lane, from 1
 * @param text what the tokenizer reads; nothing keeps it afterwards
 * @param recordBytes bytes of the record that its task keeps until the outcome is known
 * @param arrivedNanos when its task asked for space
 * @param shadowed whether the full encoder is asked too, when there is time
 * @param outcome the promise its task holds
 */
record SubmittedText(
        Lane lane,
        long number,
        String text,
        long recordBytes,
        long arrivedNanos,
        boolean shadowed,
        CompletableFuture<Outcome> outcome) {

    /** Bytes that it holds in memory. */
    long bytes() {
        return bytes(text, recordBytes);
    }

    /** A text of Latin letters takes half as much; which of them it is the JVM does not tell. */
    static long bytes(String text, long recordBytes) {
        return recordBytes + (long) Character.BYTES * text.length();
    }

    QueuedDocument with(TokenizedText tokens) {
        return new QueuedDocument(tokens, number, recordBytes, arrivedNanos, shadowed, outcome);
    }
}
