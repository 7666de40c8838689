package dev.winnow.topology.microbatch;

import java.time.Duration;
import java.util.Collection;

/**
 * Decides when a queue of documents gives its next micro-batch, and how many documents it holds. A pure function of the
 * queue and the time, so that the rules can be proven apart from threads and clocks.
 *
 * <p>The cost of a batch is the sum of its tokens: packed batches hold no padding, so nothing else counts. A batch is
 * the longest run from the head of the queue with
 *
 * <pre>Σ tokens ≤ budget and documents ≤ cap</pre>
 *
 * except that a single document over the budget makes a batch of its own. It closes when no further document could join
 * it, when its first document has waited for the linger, or at once when it is urgent (a commit waits for it).
 *
 * <p>A queue that is urgent, or that has waited for the linger without filling a batch, is handed out in shares, {@code
 * budget = clamp(⌈queued ÷ workers⌉, tokens ÷ 4, tokens)}: the shares shrink as the queue empties, so that the workers
 * finish together instead of one of them computing a full last batch while the others idle and the commit, or the next
 * document, waits (guided self-scheduling; Polychronopoulos and Kuck, 1987). Equal shares were rejected: the workers are
 * rarely idle at the same moment. A queue under load fills its batches, and is not cut.
 *
 * @param tokens token budget of a batch
 * @param documents document cap of a batch
 * @param linger how long the first document may wait for company
 * @param workers how many batches are computed at the same time
 */
public record BatchPolicy(int tokens, int documents, Duration linger, int workers) {

    /** Below this part of the budget a share is not worth a call of the engine. */
    private static final int SMALLEST_SHARE = 4;

    /** An answer of the policy. */
    public sealed interface Decision {
        /** Ask again when documents arrive, which will be at once. */
        Decision COMPANY_IS_NEAR = new Linger(Long.MAX_VALUE);

        /** Take this many documents from the head, at least one, and compute them. */
        record Close(int documents) implements Decision {}

        /** Ask again after this many nanoseconds, or when documents arrive. */
        record Linger(long nanos) implements Decision {}

        /** The queue is empty. */
        record Idle() implements Decision {}
    }

    private static final Decision IDLE = new Decision.Idle();

    public BatchPolicy {
        if (tokens < 1 || documents < 1 || workers < 1 || linger.isNegative()) {
            throw new IllegalArgumentException("a batch holds at least one token and one document, a worker computes it"
                    + " and its linger is not negative");
        }
    }

    /**
     * What to do with a queue now.
     *
     * @param queue documents in the order of their arrival
     * @param nowNanos the present, on the clock of {@link Waiting#arrivedNanos()}
     * @param urgent whether somebody waits for the first document
     */
    public Decision next(Collection<? extends Waiting> queue, long nowNanos, boolean urgent) {
        if (queue.isEmpty()) {
            return IDLE;
        }
        long queued = queue.stream().mapToLong(Waiting::tokens).sum();
        if (!urgent && full(queued, queue.size())) {
            return new Decision.Close(prefix(queue, tokens));
        }
        long left = linger.toNanos() - (nowNanos - queue.iterator().next().arrivedNanos());
        return urgent || left <= 0 ? new Decision.Close(prefix(queue, share(queued))) : new Decision.Linger(left);
    }

    /** Whether nothing could join the first batch of a queue of this size. */
    public boolean full(long queuedTokens, int queuedDocuments) {
        return queuedTokens >= tokens || queuedDocuments >= documents;
    }

    /** Whether a queue of this size makes a batch of its own although more documents are near. */
    boolean worthACall(long queuedTokens, int queuedDocuments) {
        return queuedTokens >= smallestShare() || queuedDocuments >= documents / SMALLEST_SHARE;
    }

    /** The same with a smaller token budget, where that is smaller. */
    public BatchPolicy withBudget(long most) {
        return most >= tokens ? this : new BatchPolicy((int) Math.max(1, most), documents, linger, workers);
    }

    private long smallestShare() {
        return tokens / SMALLEST_SHARE;
    }

    private int prefix(Collection<? extends Waiting> queue, long budget) {
        int count = 0;
        long sum = 0;
        for (Waiting document : queue) {
            sum += document.tokens();
            if (count == documents || (count > 0 && sum > budget)) {
                break;
            }
            count++;
        }
        return count;
    }

    private long share(long queuedTokens) {
        long equal = (queuedTokens + workers - 1) / workers;
        return Math.min(tokens, Math.max(equal, smallestShare()));
    }
}
