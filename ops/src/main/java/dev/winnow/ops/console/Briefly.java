package dev.winnow.ops.console;

import java.time.Duration;
import java.util.function.Supplier;

/** An answer that is given again for a moment, so that many pages cost the broker no more than one. */
final class Briefly<T> {
    private final Duration moment;
    private T answer;
    private long until = System.nanoTime();

    Briefly(Duration moment) {
        this.moment = moment;
    }

    synchronized T get(Supplier<T> question) {
        if (answer == null || System.nanoTime() - until >= 0) {
            answer = question.get();
            until = System.nanoTime() + moment.toNanos();
        }
        return answer;
    }

    /** The next one asks anew. */
    synchronized void forget() {
        answer = null;
    }
}
