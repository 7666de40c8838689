package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The queue of one bundle. All tasks and stream threads that classify with the bundle share it, because a batch per task
 * would hold a few documents each; lanes share the workers, because two bundles must not fight for the cores.
 *
 * <p>{@link #submit} and {@link #flush} may be called by any thread. Everything else belongs to the batcher, which holds
 * its lock.
 */
public final class Lane {

    private final MicroBatcher batcher;
    private final Classifier classifier;
    private final DeltaOffset offset;
    private final Deque<QueuedDocument> queue = new ArrayDeque<>();
    private long queuedTokens;
    private long submitted;
    private long taken;
    private long urgentUpTo;

    Lane(MicroBatcher batcher, Classifier classifier, DeltaOffset offset) {
        this.batcher = batcher;
        this.classifier = classifier;
        this.offset = offset;
    }

    /**
     * Queues a document; waits while the lane is full.
     *
     * @return completed with the outcome, or exceptionally when the engine itself is broken or was closed: then nothing is
     *     known about the document and its offset must not be committed
     * @throws BatcherClosedException when the batcher was closed
     */
    public CompletableFuture<Outcome> submit(TokenizedText text) {
        return batcher.submit(this, text);
    }

    /** Asks for everything submitted so far without waiting for company, because a commit waits for it. */
    public void flush() {
        batcher.flush(this);
    }

    Classifier classifier() {
        return classifier;
    }

    DeltaOffset offset() {
        return offset;
    }

    void add(QueuedDocument document) {
        queue.add(document);
        queuedTokens += document.tokens();
        submitted++;
    }

    void urge() {
        urgentUpTo = submitted;
    }

    BatchPolicy.Decision decide(BatchPolicy policy, long nowNanos) {
        return policy.next(queue, nowNanos, urgentUpTo > taken);
    }

    List<QueuedDocument> take(int documents) {
        List<QueuedDocument> batch = new ArrayList<>(documents);
        for (int i = 0; i < documents; i++) {
            QueuedDocument document = queue.remove();
            queuedTokens -= document.tokens();
            batch.add(document);
        }
        taken += documents;
        return batch;
    }

    long headArrivedNanos() {
        return queue.element().arrivedNanos();
    }

    long queuedTokens() {
        return queuedTokens;
    }

    int queuedDocuments() {
        return queue.size();
    }
}
