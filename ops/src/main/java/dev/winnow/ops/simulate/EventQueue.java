package dev.winnow.ops.simulate;

import java.util.PriorityQueue;

/** The clock of a simulation: it jumps from one event to the next. Events of one moment happen in the order they were planned. */
final class EventQueue {

    private record Event(long nanos, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long planned;
    private long nowNanos;

    long nowNanos() {
        return nowNanos;
    }

    void at(long nanos, Runnable what) {
        events.add(new Event(Math.max(nanos, nowNanos), planned++, what));
    }

    void in(long nanos, Runnable what) {
        at(nowNanos + nanos, what);
    }

    /** Lets the next event happen; there must be one. */
    void advance() {
        Event next = events.remove();
        nowNanos = next.nanos();
        next.what().run();
    }
}
