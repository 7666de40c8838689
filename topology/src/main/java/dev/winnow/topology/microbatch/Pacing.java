package dev.winnow.topology.microbatch;

import dev.winnow.topology.control.BatchShape;
import java.time.Duration;

/**
 * How large micro-batches are and how much may wait for them, by what was asked for and by what the engine has taken lately.
 * Not thread-safe: the batcher holds its lock.
 */
final class Pacing {

    private final int tokenizers;
    private final long bytes;
    private BatchPolicy asked;
    private BatchPolicy policy;
    private Duration queue = BatchShape.LONGEST_QUEUE;
    private EnginePace pace = EnginePace.UNKNOWN;

    /**
     * @param tokenizers threads that tokenize
     * @param bytes texts and records that may be held, all lanes together
     */
    Pacing(BatchPolicy asked, int tokenizers, long bytes) {
        this.asked = asked;
        this.policy = asked;
        this.tokenizers = tokenizers;
        this.bytes = bytes;
    }

    /** What was asked for, with a token budget that a slow engine computes in time. */
    BatchPolicy policy() {
        return policy;
    }

    /** What each of so many lanes with work may hold. */
    WorkBound bound(int busyLanes) {
        return WorkBound.of(asked, queue, tokenizers, pace, bytes, Math.max(1, busyLanes));
    }

    /** Asks for micro-batches of this shape from now on. */
    void ask(BatchShape shape) {
        asked = new BatchPolicy(shape.tokens(), asked.documents(), shape.linger(), asked.workers());
        queue = shape.queue();
        adapt();
    }

    /** A micro-batch of so many tokens took a worker so long. */
    void measured(long tokens, long nanos) {
        pace = pace.after(tokens, nanos);
        adapt();
    }

    private void adapt() {
        policy = asked.withBudget(pace.tokensWithin(BatchShape.LONGEST_QUEUE));
    }
}
