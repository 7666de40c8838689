package dev.winnow.topology.microbatch;

/** What the batching policy may know of a document: its size and its age, never its text. */
public interface Waiting {

    /** Tokens of the document, at least one. */
    int tokens();

    /** When the document came, on the clock of {@link System#nanoTime()}. */
    long arrivedNanos();
}
