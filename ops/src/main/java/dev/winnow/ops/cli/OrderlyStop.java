package dev.winnow.ops.cli;

import dev.winnow.ops.exit.ExitHook;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C for work that asks now and then whether to stop: the process ends when the work has, since the JVM would crash under
 * a native call and half a step would be lost.
 */
final class OrderlyStop implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExitHook hook = ExitHook.interrupted(this::awaitEnd);

    /** Whether the process was told to end. */
    boolean isAsked() {
        return hook.isStopping();
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        hook.close();
    }
}
