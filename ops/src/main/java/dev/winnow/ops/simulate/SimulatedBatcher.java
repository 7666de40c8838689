package dev.winnow.ops.simulate;

import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.microbatch.BatchPolicy;
import dev.winnow.topology.microbatch.EnginePace;
import dev.winnow.topology.microbatch.WorkBound;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * Queue and workers of an instance with one bundle. What to do with the queue is decided by the very {@link BatchPolicy} that
 * runs, and what may wait is bounded by the very {@link WorkBound}; only the threads and the tokenizer are left out.
 */
final class SimulatedBatcher {

    private static final double NANOS = 1e9;

    private record Running(List<SimulatedDocument> documents, long tokens, double offset, long startedNanos) {}

    private final EventQueue events;
    private final EngineModel engine;
    private final InstanceSettings settings;
    private final RandomGenerator random;
    private final DoubleSupplier arrivalsPerSecond;
    private final Runnable spaceGained;
    private final Deque<SimulatedDocument> queue = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();
    private BatchPolicy asked;
    private Duration bound;
    private BatchPolicy policy;
    private EnginePace pace = EnginePace.UNKNOWN;
    private double offset;
    private WorkDone done = WorkDone.NONE;
    private long queuedTokens;
    private long takenIn;
    private long urgentUpTo;
    private long wakeNanos = Long.MAX_VALUE;
    private boolean crowded;

    /**
     * @param arrivalsPerSecond documents that come to the instance at present
     * @param spaceGained what is to happen when documents have left the queue
     */
    SimulatedBatcher(
            EventQueue events,
            EngineModel engine,
            InstanceSettings settings,
            Actuation first,
            RandomGenerator random,
            DoubleSupplier arrivalsPerSecond,
            Runnable spaceGained) {
        this.events = events;
        this.engine = engine;
        this.settings = settings;
        this.random = random;
        this.arrivalsPerSecond = arrivalsPerSecond;
        this.spaceGained = spaceGained;
        actuate(first);
    }

    void actuate(Actuation actuation) {
        offset = actuation.offset().value();
        asked = new BatchPolicy(
                actuation.batch().tokens(),
                settings.documents(),
                actuation.batch().linger(),
                settings.workers());
        bound = actuation.batch().queue();
        adapt();
    }

    private void adapt() {
        policy = asked.withBudget(pace.tokensWithin(BatchShape.LONGEST_QUEUE));
    }

    /** Whether one more document may wait; where not, somebody waits for space from now on. */
    boolean admits() {
        WorkBound most = WorkBound.of(asked, bound, 1, pace, Long.MAX_VALUE, 1);
        boolean admitted = queue.isEmpty() || (queue.size() < most.documents() && queuedTokens < most.tokens());
        crowded = !admitted;
        return admitted;
    }

    void submit(SimulatedDocument document) {
        document.takenIn(++takenIn, events.nowNanos());
        queue.add(document);
        queuedTokens += document.tokens();
        if (queue.size() == 1 || policy.full(queuedTokens, queue.size())) {
            dispatch();
        }
    }

    /** Everything taken in so far is waited for. */
    void flush() {
        urgentUpTo = takenIn;
        dispatch();
    }

    /** Gives idle workers what is due. */
    void dispatch() {
        boolean due = true;
        while (due && running.size() < settings.workers()) {
            boolean urgent = crowded || (!queue.isEmpty() && queue.element().number() <= urgentUpTo);
            BatchPolicy.Decision decision = policy.next(queue, events.nowNanos(), urgent);
            due = decision instanceof BatchPolicy.Decision.Close;
            if (decision instanceof BatchPolicy.Decision.Close close) {
                start(close.documents());
            } else if (decision instanceof BatchPolicy.Decision.Linger linger) {
                wakeIn(linger.nanos());
            }
        }
    }

    private void wakeIn(long nanos) {
        long due = events.nowNanos() + nanos;
        if (due < wakeNanos || wakeNanos <= events.nowNanos()) {
            wakeNanos = due;
            events.at(due, this::dispatch);
        }
    }

    private void start(int documents) {
        List<SimulatedDocument> batch = new ArrayList<>(documents);
        long tokens = 0;
        for (int i = 0; i < documents; i++) {
            SimulatedDocument document = queue.remove();
            document.started(events.nowNanos());
            tokens += document.tokens();
            batch.add(document);
        }
        queuedTokens -= tokens;
        Running started = new Running(batch, tokens, offset, events.nowNanos());
        running.add(started);
        double seconds = engine.seconds(tokens, offset, arrivalsPerSecond.getAsDouble(), random);
        events.in((long) (seconds * NANOS), () -> ended(started));
        spaceGained.run();
    }

    private void ended(Running batch) {
        running.remove(batch);
        long nanos = events.nowNanos() - batch.startedNanos();
        done = done.plus(batch.documents().size(), batch.tokens(), nanos);
        pace = pace.after(batch.tokens(), nanos);
        adapt();
        batch.documents().forEach(document -> document.computed(batch.offset()));
        dispatch();
    }

    double offset() {
        return offset;
    }

    WorkDone done() {
        return done;
    }

    long takenIn() {
        return takenIn;
    }

    long pending() {
        return takenIn - done.documents();
    }

    /** When the oldest pending document was born; the present where none is pending. */
    long oldestBornNanos() {
        long oldest = queue.isEmpty() ? events.nowNanos() : queue.element().bornNanos();
        for (Running batch : running) {
            oldest = Math.min(oldest, eldest(batch.documents()));
        }
        return oldest;
    }

    private static long eldest(Collection<SimulatedDocument> documents) {
        return documents.iterator().next().bornNanos();
    }
}
