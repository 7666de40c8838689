package dev.winnow.topology.classify;

import dev.winnow.schemas.RegistryException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tries again while the schema registry is away. A record whose schema cannot be fetched is not a bad record, so it must
 * neither become a dead letter nor be skipped; but a stream thread that waits for longer than its transaction or its poll
 * interval allows is thrown out by the broker. After the bound the failure is passed on, nothing is committed, and a fresh
 * thread reads the record again.
 *
 * @param bound how long to try
 */
public record RegistryPatience(Duration bound) {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    /**
     * The answer to a request that may need the registry.
     *
     * @throws RegistryException when the registry stayed away until the bound
     */
    public <T> T call(Supplier<T> request) {
        long deadline = System.nanoTime() + bound.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return request.get();
            } catch (RegistryException away) {
                if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                    throw away;
                }
                // Once per call, and a call takes as long as its bound: that is rare enough for a log.
                LOG.atLevel(pause == FIRST_PAUSE_MILLIS ? Level.WARN : Level.DEBUG)
                        .addKeyValue("error", away.getMessage())
                        .addKeyValue("patienceMillis", bound.toMillis())
                        .log("the schema registry does not help; trying again");
            }
            pause(pause, deadline);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static void pause(long millis, long deadlineNanos) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        try {
            Thread.sleep(Math.max(1, Math.min(millis, left)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
