package dev.winnow.topology.microbatch;

import dev.winnow.topology.control.BatchShape;
import java.time.Duration;

/**
 * How much work may wait. Every commit waits for what its tasks have submitted, so the bound is a time: whatever the
 * machine and the model, what waits is computed within about a second, or sooner where an objective asks for it,
 *
 * <pre>tokens = queue × workers ÷ nanosPerToken,</pre>
 *
 * and a model that turns slow, even fivefold from one batch to the next, pushes no commit past its transaction's timeout.
 * A single batch takes no more than the second either: the token budget shrinks with a model that is so slow. Before the
 * first batch is measured, one batch for each worker may wait. A fixed number of batches was rejected: eight take 0.9 s on
 * one machine and a minute on another.
 *
 * <p>The bytes bound the memory. Lanes with work share tokens, documents and bytes equally, so that a busy bundle does not
 * take the space of a quiet one. A lane that holds nothing takes any document, however large.
 *
 * @param untokenized documents that may wait for the tokenizer: nobody knows their tokens yet
 * @param documents documents that may wait in all
 * @param tokens tokens that may wait for the engine
 * @param bytes texts and records that may be held
 */
public record WorkBound(int untokenized, int documents, long tokens, long bytes) {

    /** With fewer a worker would wait for its next batch. */
    private static final int LEAST_BATCHES = 2;

    private static final int UNTOKENIZED_PER_TOKENIZER = 16;

    /** Batches of very short documents that may wait per worker. */
    private static final int BATCHES_OF_DOCUMENTS = 8;

    /** Takes everything. */
    static final WorkBound NONE = new WorkBound(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * The bound of each of so many lanes with work.
     *
     * @param queue time of the engine that may wait; two batches for each worker may in any case, where they take no more than a
     *     second
     */
    public static WorkBound of(
            BatchPolicy policy, Duration queue, int tokenizers, EnginePace pace, long bytes, int lanes) {
        long tokens = policy.workers() * (pace.isKnown() ? tokens(policy, queue, pace) : policy.tokens());
        return new WorkBound(
                UNTOKENIZED_PER_TOKENIZER * tokenizers,
                Math.max(1, BATCHES_OF_DOCUMENTS * policy.documents() * policy.workers() / lanes),
                tokens / lanes,
                bytes / lanes);
    }

    private static long tokens(BatchPolicy policy, Duration queue, EnginePace pace) {
        long batches = Math.min((long) LEAST_BATCHES * policy.tokens(), pace.tokensWithin(BatchShape.LONGEST_QUEUE));
        return Math.max(batches, pace.tokensWithin(queue));
    }

    /** Whether a document of so many bytes may join. */
    boolean admits(WaitingWork work, long documentBytes) {
        boolean fits = work.bytes() == 0 || work.bytes() + documentBytes <= bytes;
        boolean soon = work.documents() == 0
                || (work.documents() < documents && work.untokenized() < untokenized && work.tokens() < tokens);
        return fits && soon;
    }
}
