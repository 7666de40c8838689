package dev.winnow.ops.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An answer that is given again for a moment, so that many pages cost the broker no more than one. One thread asks; the others
 * get the answer before, or wait for the first one for a second at most, since a thread of the server that waits for a broker that
 * is away is missing for the probes.
 */
final class CachedAnswer<T> {
    private static final long FIRST_ANSWER_SECONDS = 1;

    private final Duration moment;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicInteger forgotten = new AtomicInteger();
    private volatile Optional<Known<T>> last = Optional.empty();

    /** An answer to a question that was asked after so many were forgotten. */
    private record Known<T>(T answer, int forgotten, long until) {}

    CachedAnswer(Duration moment) {
        this.moment = moment;
    }

    /**
     * Asks, unless the last answer is of this moment or another thread asks.
     *
     * @throws BrokerQuestions.UnansweredException when another thread asks and there is no answer for a second
     */
    T get(Supplier<T> question) {
        if (!mayAsk()) {
            return last.map(Known::answer)
                    .orElseThrow(() ->
                            new BrokerQuestions.UnansweredException("this is being asked already; try again", null));
        }
        try {
            return last.filter(this::isFresh).map(Known::answer).orElseGet(() -> ask(question));
        } finally {
            asking.unlock();
        }
    }

    private boolean mayAsk() {
        try {
            return last.isPresent() ? asking.tryLock() : asking.tryLock(FIRST_ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isFresh(Known<T> known) {
        return known.forgotten() == forgotten.get() && System.nanoTime() - known.until() < 0;
    }

    private T ask(Supplier<T> question) {
        // Counted before it is asked: what is forgotten meanwhile may be what it is asked about.
        int before = forgotten.get();
        T answer = question.get();
        last = Optional.of(new Known<>(answer, before, System.nanoTime() + moment.toNanos()));
        return answer;
    }

    /** The next one asks anew. */
    void forget() {
        forgotten.incrementAndGet();
    }
}
