package dev.winnow.model.engine;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that compute batches, as many at a time as there are cores to spare.
 *
 * <p>It must exist because of how they end: a JVM that stops while a native call runs dies of a segmentation fault, so
 * {@link #close()} waits for every batch in flight.
 */
public final class EngineWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineWorkers.class);

    private final ExecutorService executor;

    public EngineWorkers(int workers) {
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newFixedThreadPool(
                workers, task -> new Thread(task, "winnow-engine-" + number.incrementAndGet()));
    }

    /** Computes the task on one of the workers. */
    public <T> CompletableFuture<T> submit(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Waits for tasks and lets the exception of one through as it is: an end that was asked for is no failure. */
    public static void join(Collection<? extends CompletableFuture<?>> tasks) {
        try {
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Takes no more tasks and returns when all that were submitted have ended. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (executor.awaitTermination(10, TimeUnit.SECONDS)) {
                    break;
                }
                LOG.atInfo().log("still waiting for batches in flight");
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
