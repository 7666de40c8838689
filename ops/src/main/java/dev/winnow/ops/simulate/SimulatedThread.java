package dev.winnow.ops.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A stream thread: takes documents of its partitions in while there is space, and commits. A commit waits for the results of
 * everything the thread has taken in, and the thread takes nothing in meanwhile; what it has computed can be read when the
 * commit ends.
 */
final class SimulatedThread {

    private final EventQueue events;
    private final InstanceSettings settings;
    private final Consumer<SimulatedDocument> emitted;
    private final Deque<SimulatedDocument> unread = new ArrayDeque<>();
    private List<SimulatedDocument> results = new ArrayList<>();
    private SimulatedBatcher batcher;
    private long pending;
    private boolean committing;

    SimulatedThread(EventQueue events, InstanceSettings settings, Consumer<SimulatedDocument> emitted) {
        this.events = events;
        this.settings = settings;
        this.emitted = emitted;
    }

    /** Starts to commit, the first time after a part of the interval: threads do not commit together. */
    void start(SimulatedBatcher itsBatcher, double phase) {
        batcher = itsBatcher;
        events.in((long) (settings.commitInterval().toNanos() * phase), this::commit);
    }

    void arrived(SimulatedDocument document) {
        unread.add(document);
        takeIn();
    }

    void takeIn() {
        while (!committing && !unread.isEmpty() && batcher.admits()) {
            pending++;
            batcher.submit(unread.remove());
        }
    }

    private void commit() {
        if (pending == 0 && results.isEmpty()) {
            events.in(settings.commitInterval().toNanos(), this::commit);
            return;
        }
        committing = true;
        batcher.flush();
        if (pending == 0) {
            write();
        }
    }

    void computed(SimulatedDocument document) {
        pending--;
        results.add(document);
        if (committing && pending == 0) {
            write();
        }
    }

    private void write() {
        List<SimulatedDocument> written = results;
        results = new ArrayList<>();
        events.in(settings.commitCost().toNanos(), () -> {
            written.forEach(emitted);
            committing = false;
            events.in(settings.commitInterval().toNanos(), this::commit);
            takeIn();
            batcher.dispatch();
        });
    }

    long unread() {
        return unread.size();
    }

    /** When the oldest document was born that was not taken in; the present where none is. */
    long oldestUnreadBornNanos() {
        return unread.isEmpty() ? events.nowNanos() : unread.element().bornNanos();
    }
}
