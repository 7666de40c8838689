package dev.winnow.topology.microbatch;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets submitters into a lane in the order in which they came. Without it a large document would be overtaken by small
 * ones for as long as they come, for they fit sooner.
 *
 * <p>Not thread-safe: guarded by the lock of the batcher.
 */
final class Turnstile {

    /** Somebody with a document of so many bytes. */
    static final class Ticket {
        private final long bytes;

        private Ticket(long bytes) {
            this.bytes = bytes;
        }
    }

    private final Queue<Ticket> waiting = new ArrayDeque<>();

    Ticket arrive(long bytes) {
        Ticket ticket = new Ticket(bytes);
        waiting.add(ticket);
        return ticket;
    }

    /** Whether this one may go through now. */
    boolean opensFor(Ticket ticket, WorkBound bound, WaitingWork work) {
        return waiting.peek() == ticket && bound.admits(work, ticket.bytes);
    }

    void pass(Ticket ticket) {
        waiting.remove(ticket);
    }

    /** Whether somebody waits. */
    boolean isCrowded() {
        return !waiting.isEmpty();
    }

    /** Whether somebody waits whom the tokenizer alone cannot help. */
    boolean isStuck(WorkBound bound, WaitingWork work) {
        return isCrowded() && work.untokenized() == 0 && !bound.admits(work, waiting.element().bytes);
    }
}
