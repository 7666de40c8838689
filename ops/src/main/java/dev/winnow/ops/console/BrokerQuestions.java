package dev.winnow.ops.console;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Questions to the broker on behalf of a page: one after the other, one more waiting, and nobody waits for long. A broker that is
 * away must not take the threads of the server, which answer the probes.
 */
final class BrokerQuestions implements AutoCloseable {
    private static final int MOST_WAITING = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor thread;

    /** Why there is no answer. */
    static final class UnansweredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnansweredException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    BrokerQuestions() {
        this.thread =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread worker = new Thread(task, "winnow-console-broker");
                    worker.setDaemon(true);
                    return worker;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Waits some seconds for an answer.
     *
     * @throws UnansweredException when there is none in time, or another waits already
     */
    <T> T run(Callable<T> question) {
        return run(question, PATIENCE);
    }

    /**
     * Waits for an answer.
     *
     * @param patience how long, the time in which another is answered included
     * @throws UnansweredException when there is none in time, or another waits already
     */
    <T> T run(Callable<T> question, Duration patience) {
        Future<T> answer;
        try {
            answer = thread.submit(question);
        } catch (RejectedExecutionException e) {
            throw new UnansweredException("the broker is being asked by others; try again", e);
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnansweredException("the broker does not answer in time", e);
        } catch (ExecutionException e) {
            throw new UnansweredException(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
