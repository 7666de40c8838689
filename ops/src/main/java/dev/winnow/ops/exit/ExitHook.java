package dev.winnow.ops.exit;

import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what runs when the process is told to end (SIGTERM, SIGINT): reading ends, what was read is finished and committed,
 * and only then the JVM goes, since it would crash under a native call.
 *
 * <p>Close it when everything has stopped by itself. Handling the signals themselves would need an internal class of the
 * JDK; a shutdown hook cannot choose the exit code except by halting, which is what {@link #draining} does.
 */
public final class ExitHook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExitHook.class);

    private final Thread thread;
    private volatile boolean stopping;

    private ExitHook(Runnable stop) {
        thread = new Thread(
                () -> {
                    stopping = true;
                    stop.run();
                },
                "winnow-exit");
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** Runs {@code stop}, then ends the process with this status: to be told to stop is no failure. */
    public static ExitHook draining(Runnable stop, IntSupplier status) {
        return new ExitHook(() -> {
            LOG.atInfo().log("told to stop: finishing what was read");
            stop.run();
            Runtime.getRuntime().halt(status.getAsInt());
        });
    }

    /** Runs {@code stop}; the exit code tells that the process was interrupted. */
    public static ExitHook interrupted(Runnable stop) {
        return new ExitHook(stop);
    }

    /** Whether the process was told to end. */
    public boolean isStopping() {
        return stopping;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            LOG.atTrace().setCause(e).log("the process is ending: the hook is at work");
        }
    }
}
