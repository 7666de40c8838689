package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.shadow.LiveAgreement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The queue of one bundle. All tasks and stream threads that classify with the bundle share it, because a batch per task
 * would hold a few documents each; lanes share the workers, because two bundles must not fight for the cores.
 *
 * <p>What is public may be called by any thread. Everything else belongs to the batcher, which holds its lock.
 */
public final class Lane {

    /** Documents since the start. */
    record Count(long submitted, long answered) {}

    private final MicroBatcher batcher;
    private final Classifier classifier;
    private final boolean rehearsal;
    private final BatchObserver observer;
    private final BatchTotals.Counter totals = new BatchTotals.Counter();
    private final LiveAgreement live = new LiveAgreement();
    private volatile DeltaOffset offset;
    private final Deque<QueuedDocument> queue = new ArrayDeque<>();
    private final Turnstile entrance = new Turnstile();
    private WaitingWork work = WaitingWork.NONE;
    private WorkBound bound = WorkBound.NONE;
    private long submitted;
    private long answered;
    private long urgentUpTo;
    private int urgentInQueue;

    Lane(MicroBatcher batcher, Classifier classifier, DeltaOffset offset, boolean rehearsal, BatchObserver observer) {
        this.batcher = batcher;
        this.classifier = classifier;
        this.offset = offset;
        this.rehearsal = rehearsal;
        this.observer = observer;
    }

    /**
     * Hands in a document; waits while too much work waits. Tokenizer and engine do the rest on threads of their own.
     *
     * @param recordBytes bytes of the record that the caller keeps until the outcome is known
     * @return completed with the outcome, or exceptionally when the engine itself is broken or was closed: then nothing is
     *     known about the document and its offset must not be committed
     * @throws BatcherClosedException when the batcher was closed
     */
    public CompletableFuture<Outcome> submit(String text, long recordBytes) {
        return submit(new Submission(text, recordBytes));
    }

    /** The same, with all that can be said of a document. */
    public CompletableFuture<Outcome> submit(Submission submission) {
        return batcher.submit(this, submission);
    }

    /**
     * Asks for everything submitted so far without waiting for company, because a commit waits for it. Among lanes that
     * gives no precedence.
     */
    public void flush() {
        batcher.flush(this);
    }

    /** Classifies the micro-batches that start from now on at another offset; those that run keep theirs. */
    public void offset(DeltaOffset newOffset) {
        offset = newOffset;
    }

    /** What the engine has done for it. */
    public BatchTotals totals() {
        return totals.totals();
    }

    /** How its answers compare with those of the full encoder. */
    public LiveAgreement live() {
        return live;
    }

    /** Documents handed in since the start. */
    public long submitted() {
        return batcher.count(this).submitted();
    }

    /** Documents without an outcome, those in the engine included. */
    public long unanswered() {
        Count count = batcher.count(this);
        return count.submitted() - count.answered();
    }

    boolean isRehearsal() {
        return rehearsal;
    }

    Classifier classifier() {
        return classifier;
    }

    BatchObserver observer() {
        return observer;
    }

    /**
     * Computes a micro-batch at the offset that is in force now, however often it is halved.
     *
     * @param spare whether there is time for the full encoder too
     */
    BatchRun run(boolean spare, LongSupplier nanoClock) {
        DeltaOffset inForce = offset;
        ShadowCheck shadow = new ShadowCheck(classifier, inForce, live, spare);
        return new BatchRun(classifier, inForce, shadow, nanoClock, totals, observer);
    }

    Turnstile entrance() {
        return entrance;
    }

    WaitingWork work() {
        return work;
    }

    /** Whether it needs a share of the space. */
    boolean isBusy() {
        return work.bytes() > 0 || entrance.isCrowded();
    }

    void bound(WorkBound newBound) {
        bound = newBound;
    }

    boolean opensFor(Turnstile.Ticket ticket) {
        return entrance.opensFor(ticket, bound, work);
    }

    SubmittedText add(Submission submission, long arrivedNanos) {
        submitted++;
        SubmittedText added = new SubmittedText(this, submitted, submission, arrivedNanos, new CompletableFuture<>());
        work = work.submitted(added);
        return added;
    }

    void drop(SubmittedText text) {
        answered++;
        work = work.dropped(text);
    }

    void tokenized(SubmittedText text, TokenizedText tokens) {
        QueuedDocument document = text.with(tokens);
        queue.add(document);
        urgentInQueue += isUrgent(document) ? 1 : 0;
        work = work.tokenized(text, document);
    }

    void urge() {
        urgentUpTo = submitted;
        urgentInQueue = queue.size();
    }

    /**
     * Decides by the documents that are tokenized. While others are in the tokenizer, less than the smallest share is not
     * handed out: right after a flush the workers would take documents one by one as they come out of it.
     */
    BatchPolicy.Decision decide(BatchPolicy policy, long nowNanos) {
        boolean companyIsNear = work.untokenized() > 0 && !policy.worthACall(work.tokens(), work.tokenized());
        return companyIsNear ? BatchPolicy.Decision.COMPANY_IS_NEAR : policy.next(queue, nowNanos, isUrgent());
    }

    /** While submitters wait for space no company can come, and the linger would pass in vain. */
    boolean isUrgent() {
        return entrance.isStuck(bound, work) || urgentInQueue > 0;
    }

    private boolean isUrgent(QueuedDocument document) {
        return document.number() <= urgentUpTo;
    }

    List<QueuedDocument> take(int documents) {
        List<QueuedDocument> batch = new ArrayList<>(documents);
        for (int i = 0; i < documents; i++) {
            QueuedDocument document = queue.remove();
            work = work.taken(document);
            urgentInQueue -= isUrgent(document) ? 1 : 0;
            batch.add(document);
        }
        return batch;
    }

    void finished(List<QueuedDocument> batch) {
        answered += batch.size();
        batch.forEach(document -> work = work.finished(document));
    }

    Count count() {
        return new Count(submitted, answered);
    }

    long headArrivedNanos() {
        return queue.element().arrivedNanos();
    }
}
