package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one batcher of a process: tasks of all stream threads submit documents to its lanes and wait for their own, engine
 * workers form batches and compute them. A batcher per task would leave each with a few documents at a time.
 *
 * <p>Waiting work is bounded per lane; a submitter waits for space, so that neither memory nor the wait before a commit
 * grows with the backlog. The lock is never held while a batch is computed. Among lanes with a closed batch the one whose
 * head is oldest goes first, so none starves.
 */
public final class MicroBatcher implements AutoCloseable {

    /** Full batches that may wait per worker: enough that a worker finds its next one, little enough for a quick commit. */
    private static final int WAITING_BATCHES_PER_WORKER = 4;

    /** Longer than any micro-batch: a worker that is not done by then hangs. */
    private static final Duration JOIN_TIMEOUT = Duration.ofMinutes(1);

    private record Batch(Lane lane, List<QueuedDocument> documents) {}

    private final BatchPolicy policy;
    private final BatchTotals.Counter totals = new BatchTotals.Counter();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition space = lock.newCondition();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();
    private boolean closed;

    /** Starts the policy's workers. */
    public MicroBatcher(BatchPolicy policy) {
        this.policy = policy;
        for (int w = 0; w < policy.workers(); w++) {
            Thread worker = new Thread(this::work, "winnow-engine-" + w);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /**
     * A queue for the documents of one bundle, classified at this offset. The classifier stays the caller's to close, after
     * this batcher.
     */
    public Lane lane(Classifier classifier, DeltaOffset offset) {
        lock.lock();
        try {
            Lane lane = new Lane(this, classifier, offset);
            lanes.add(lane);
            return lane;
        } finally {
            lock.unlock();
        }
    }

    public BatchTotals totals() {
        return totals.totals();
    }

    CompletableFuture<Outcome> submit(Lane lane, TokenizedText text) {
        QueuedDocument document = QueuedDocument.arrivingAt(System.nanoTime(), text);
        lock.lock();
        try {
            while (!closed && crowded(lane)) {
                space.awaitUninterruptibly();
            }
            if (closed) {
                throw new BatcherClosedException();
            }
            lane.add(document);
            // Waking a worker for every document would cost two context switches each: the linger brings it back.
            if (lane.queuedDocuments() == 1 || policy.full(lane.queuedTokens(), lane.queuedDocuments())) {
                work.signal();
            }
            return document.outcome();
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
     * Fails what waits, lets running batches end and joins the workers. The JVM must not stop while a native call runs;
     * interrupting the workers was rejected because a native call does not notice.
     *
     * @throws IllegalStateException when a worker does not come back within a minute; its classifier must not be closed
     */
    @Override
    public void close() {
        failWaiting();
        for (Thread worker : workers) {
            join(worker);
        }
    }

    private void failWaiting() {
        lock.lock();
        try {
            closed = true;
            for (Lane lane : lanes) {
                for (QueuedDocument document : lane.take(lane.queuedDocuments())) {
                    document.outcome().completeExceptionally(new BatcherClosedException());
                }
            }
            work.signalAll();
            space.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join(JOIN_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (worker.isAlive()) {
            throw new IllegalStateException(worker.getName() + " still computes; its model cannot be closed");
        }
    }

    private boolean crowded(Lane lane) {
        long batches = (long) WAITING_BATCHES_PER_WORKER * policy.workers();
        return lane.queuedTokens() >= batches * policy.tokens()
                || lane.queuedDocuments() >= batches * policy.documents();
    }

    private void work() {
        Optional<Batch> next = take();
        while (next.isPresent()) {
            Batch batch = next.get();
            new BatchRun(batch.lane().classifier(), batch.lane().offset(), System::nanoTime, totals)
                    .compute(batch.documents());
            next = take();
        }
    }

    /** Waits for the next batch; empty when the batcher is closed. */
    private Optional<Batch> take() {
        lock.lock();
        try {
            while (!closed) {
                Turn turn = Turn.next(lanes, policy, System.nanoTime());
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
        Batch batch = new Batch(serve.lane(), serve.lane().take(serve.documents()));
        space.signalAll();
        // Another worker may have slept through the arrivals that are left.
        work.signal();
        return batch;
    }
}
