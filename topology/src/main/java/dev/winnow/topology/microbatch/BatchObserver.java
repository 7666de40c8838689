package dev.winnow.topology.microbatch;

/**
 * Told of what the batcher does for documents that somebody waits for; rehearsals are not told. Calls come from tokenizers and
 * engine workers, several at a time, so they must be quick, and must not throw.
 */
public interface BatchObserver {

    /** Looks away. */
    BatchObserver NONE = new BatchObserver() {};

    /**
     * A text was tokenized.
     *
     * @param bundle name of the model
     * @param tokens the special ones included
     * @param nanos what it took, in nanoseconds
     */
    default void tokenized(String bundle, int tokens, long nanos) {}

    /** A micro-batch was computed; its documents hear of it next. One that failed is not told, its halves are. */
    default void computed(ComputedBatch batch) {}
}
