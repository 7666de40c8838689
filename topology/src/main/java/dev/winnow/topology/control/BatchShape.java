package dev.winnow.topology.control;

import java.time.Duration;

/**
 * What the controller may change about micro-batches.
 *
 * @param tokens token budget
 * @param linger how long the first document may wait for company
 * @param queue how much work of the engine may wait for it. A document in that queue cannot be shed any more, and a commit waits
 *     for all of it
 */
public record BatchShape(int tokens, Duration linger, Duration queue) {

    /** Long against the pause that a commit makes, short against transaction and poll timeouts. */
    public static final Duration LONGEST_QUEUE = Duration.ofSeconds(1);

    public BatchShape {
        if (tokens < 1 || linger.isNegative() || queue.isNegative() || queue.compareTo(LONGEST_QUEUE) > 0) {
            throw new IllegalArgumentException(
                    "a micro-batch holds a token at least, its linger is not negative, and up to "
                            + LONGEST_QUEUE.toMillis() + " ms of work wait for the engine");
        }
    }

    /** Of an instance that has no objective. */
    public BatchShape(int tokens, Duration linger) {
        this(tokens, linger, LONGEST_QUEUE);
    }

    /** What both allow. */
    public BatchShape stricter(BatchShape other) {
        return new BatchShape(
                Math.min(tokens, other.tokens), shorter(linger, other.linger), shorter(queue, other.queue));
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
