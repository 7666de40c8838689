package dev.winnow.topology.microbatch;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Threads that do the same work until it ends. */
final class Crew {

    /** Longer than any micro-batch: a thread that is not done by then hangs. */
    private static final Duration JOIN_TIMEOUT = Duration.ofMinutes(1);

    private final List<Thread> threads;

    private Crew(List<Thread> threads) {
        this.threads = threads;
    }

    static Crew start(String name, int size, Runnable work) {
        List<Thread> threads = IntStream.range(0, size)
                .mapToObj(t -> new Thread(work, name + "-" + t))
                .toList();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        return new Crew(threads);
    }

    /**
     * Waits until all have ended. The JVM must not stop while a native call runs; interrupting the threads was rejected
     * because a native call does not notice.
     *
     * @throws IllegalStateException when one does not end within a minute; the model it uses must not be closed
     */
    void join() {
        threads.forEach(Crew::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join(JOIN_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " still works; its model cannot be closed");
        }
    }
}
