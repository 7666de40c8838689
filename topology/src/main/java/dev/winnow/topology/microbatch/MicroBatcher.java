package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.control.BatchShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The one batcher of a process: tasks of all stream threads submit documents to its lanes and wait for their own,
 * tokenizers turn texts into tokens, engine workers form batches and compute them. A batcher per task would leave each
 * with a few documents at a time.
 *
 * <p>Waiting work is bounded ({@link WorkBound}); a submitter waits for space, so that neither memory nor the wait before a
 * commit grows with the backlog. The lock is never held while a text is tokenized or a batch is computed. Texts are
 * tokenized in the order they came, and among lanes with a closed batch the one whose head is oldest goes first, so none
 * starves.
 */
public final class MicroBatcher implements AutoCloseable {

    /** A document takes the engine some fifty times as long as the tokenizer, ten times when few tokens are kept. */
    private static final int WORKERS_PER_TOKENIZER = 4;

    /**
     * What a worker takes.
     *
     * @param spare whether nobody else waits for a worker, neither a commit nor another full batch
     */
    private record Batch(Lane lane, List<QueuedDocument> documents, boolean spare) {
        long tokens() {
            return documents.stream().mapToLong(QueuedDocument::tokens).sum();
        }
    }

    private final BatchObserver observer;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition space = lock.newCondition();
    private final Tokenizing tokenizing;
    private final List<Lane> lanes = new ArrayList<>();
    private final Pacing pacing;
    private final List<Crew> crews;
    private boolean closed;

    /**
     * Starts the policy's workers and their tokenizers.
     *
     * @param bytes texts and records that may be held, all lanes together
     */
    public MicroBatcher(BatchPolicy policy, long bytes) {
        this(policy, bytes, BatchObserver.NONE);
    }

    /** The same, before the eyes of an observer. */
    public MicroBatcher(BatchPolicy policy, long bytes, BatchObserver observer) {
        this(policy, bytes, observer, System::nanoTime);
    }

    MicroBatcher(BatchPolicy policy, long bytes, LongSupplier nanoClock) {
        this(policy, bytes, BatchObserver.NONE, nanoClock);
    }

    private MicroBatcher(BatchPolicy policy, long bytes, BatchObserver observer, LongSupplier nanoClock) {
        this.observer = observer;
        this.nanoClock = nanoClock;
        this.tokenizing = new Tokenizing(lock, nanoClock, this::drop, this::enqueue);
        int tokenizers = (policy.workers() + WORKERS_PER_TOKENIZER - 1) / WORKERS_PER_TOKENIZER;
        this.pacing = new Pacing(policy, tokenizers, bytes);
        this.crews = List.of(
                Crew.start("winnow-tokenizer", tokenizers, tokenizing::run),
                Crew.start("winnow-engine", policy.workers(), this::work));
    }

    /**
     * A queue for the documents of one bundle, classified at this offset until the lane is given another. The classifier stays
     * the caller's to close, after this batcher.
     */
    public Lane lane(Classifier classifier, DeltaOffset offset) {
        return add(new Lane(this, classifier, offset, false, observer));
    }

    /** The same for documents that nobody waits for: what its micro-batches take says nothing of the engine. */
    public Lane rehearsal(Classifier classifier, DeltaOffset offset) {
        return add(new Lane(this, classifier, offset, true, BatchObserver.NONE));
    }

    private Lane add(Lane lane) {
        lock.lock();
        try {
            lanes.add(lane);
            return lane;
        } finally {
            lock.unlock();
        }
    }

    /** What the engine has done for all lanes. */
    public BatchTotals totals() {
        lock.lock();
        try {
            return lanes.stream().map(Lane::totals).reduce(BatchTotals.NONE, BatchTotals::plus);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the micro-batches that are formed from now on another shape, those of all lanes: they share the workers. The bounds
     * of what may wait follow.
     */
    public void tune(BatchShape shape) {
        lock.lock();
        try {
            pacing.ask(shape);
            updateBounds();
            work.signalAll();
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<Outcome> submit(Lane lane, Submission submission) {
        long arrivedNanos = nanoClock.getAsLong();
        lock.lock();
        try {
            awaitSpace(lane, submission.bytes());
            SubmittedText submitted = lane.add(submission, arrivedNanos);
            tokenizing.add(submitted);
            return submitted.outcome();
        } finally {
            lock.unlock();
        }
    }

    private void awaitSpace(Lane lane, long documentBytes) {
        Turnstile.Ticket ticket = lane.entrance().arrive(documentBytes);
        updateBounds();
        while (!closed && !lane.opensFor(ticket)) {
            // A batch that is not full waits for company that this thread cannot send any more.
            work.signal();
            space.awaitUninterruptibly();
            updateBounds();
        }
        lane.entrance().pass(ticket);
        if (closed) {
            throw new BatcherClosedException();
        }
        if (lane.entrance().isCrowded()) {
            space.signalAll();
        }
    }

    private void updateBounds() {
        int busy = (int) lanes.stream().filter(Lane::isBusy).count();
        WorkBound bound = pacing.bound(busy);
        lanes.forEach(lane -> lane.bound(bound));
    }

    Lane.Count count(Lane lane) {
        lock.lock();
        try {
            return lane.count();
        } finally {
            lock.unlock();
        }
    }

    void flush(Lane lane) {
        lock.lock();
        try {
            lane.urge();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fails what waits, lets running batches end and joins the threads.
     *
     * @throws IllegalStateException when a thread does not come back within a minute; its classifier must not be closed
     */
    @Override
    public void close() {
        failWaiting();
        crews.forEach(Crew::join);
    }

    private void failWaiting() {
        lock.lock();
        try {
            closed = true;
            tokenizing.close();
            for (Lane lane : lanes) {
                for (QueuedDocument document : lane.take(lane.work().tokenized())) {
                    document.outcome().completeExceptionally(new BatcherClosedException());
                }
            }
            work.signalAll();
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void drop(SubmittedText text) {
        text.lane().drop(text);
        work.signal();
        space.signalAll();
    }

    private void enqueue(SubmittedText text, TokenizedText tokens) {
        Lane lane = text.lane();
        lane.tokenized(text, tokens);
        updateBounds();
        if (needsWorker(lane)) {
            work.signal();
        }
        if (lane.entrance().isCrowded()) {
            space.signalAll();
        }
    }

    /** Waking a worker for every document would cost two context switches each: the linger brings it back. */
    private boolean needsWorker(Lane lane) {
        WaitingWork waiting = lane.work();
        return waiting.tokenized() == 1
                || pacing.policy().full(waiting.tokens(), waiting.tokenized())
                || lane.decide(pacing.policy(), nanoClock.getAsLong()) instanceof BatchPolicy.Decision.Close;
    }

    private void work() {
        Optional<Batch> next = nextBatch();
        while (next.isPresent()) {
            Batch batch = next.get();
            long started = nanoClock.getAsLong();
            batch.lane().run(batch.spare(), nanoClock).compute(batch.documents());
            finished(batch, nanoClock.getAsLong() - started);
            next = nextBatch();
        }
    }

    /** Waits for the next batch; empty when the batcher is closed. */
    private Optional<Batch> nextBatch() {
        lock.lock();
        try {
            while (!closed) {
                updateBounds();
                Turn turn = Turn.next(lanes, pacing.policy(), nanoClock.getAsLong());
                if (turn instanceof Turn.Serve serve) {
                    return Optional.of(batch(serve));
                } else if (turn instanceof Turn.Wait wait) {
                    work.awaitNanos(wait.nanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Optional.empty();
    }

    private Batch batch(Turn.Serve serve) {
        boolean urgent = lanes.stream().anyMatch(Lane::isUrgent);
        List<QueuedDocument> documents = serve.lane().take(serve.documents());
        Batch batch = new Batch(serve.lane(), documents, !urgent && noBatchIsFull());
        space.signalAll();
        // Another worker may have slept through the arrivals that are left.
        work.signal();
        return batch;
    }

    private boolean noBatchIsFull() {
        return lanes.stream().map(Lane::work).noneMatch(waiting -> pacing.policy()
                .full(waiting.tokens(), waiting.tokenized()));
    }

    private void finished(Batch batch, long nanos) {
        lock.lock();
        try {
            if (!batch.lane().isRehearsal()) {
                pacing.measured(batch.tokens(), nanos);
            }
            batch.lane().finished(batch.documents());
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
