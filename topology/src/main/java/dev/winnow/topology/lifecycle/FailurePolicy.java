package dev.winnow.topology.lifecycle;

import dev.winnow.schemas.RegistryException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when a stream thread dies. Nothing of its open transaction is committed, so a fresh thread reads the same
 * records again: right for a registry or a broker that is away, endless for anything else, which stops the application.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    private static final Duration STACK_TRACE_INTERVAL = Duration.ofSeconds(30);

    private final RateLimit stackTraces = new RateLimit(STACK_TRACE_INTERVAL, System.nanoTime());
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Optional<Throwable> temporary = temporaryTrouble(failure);
        if (temporary.isPresent()) {
            var event = LOG.atWarn().addKeyValue("error", temporary.get().getMessage());
            if (stackTraces.permits(System.nanoTime())) {
                event = event.setCause(failure);
            }
            event.log("a stream thread gave up waiting; nothing was committed, a new one tries again");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        fatal.compareAndSet(null, failure);
        LOG.atError().setCause(failure).log(advice(failure));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** What stopped the application, if anything did. */
    Optional<Throwable> fatal() {
        return Optional.ofNullable(fatal.get());
    }

    private static Optional<Throwable> temporaryTrouble(Throwable failure) {
        return chain(failure)
                .filter(e -> e instanceof RegistryException || e instanceof RetriableException)
                .filter(e -> chain(failure).noneMatch(Error.class::isInstance))
                .findFirst();
    }

    private static String advice(Throwable failure) {
        if (chain(failure).anyMatch(MissingSourceTopicException.class::isInstance)) {
            return "an input topic was deleted; create it and start again";
        }
        return "a stream thread failed and would fail again; the application stops, nothing of the open transaction was"
                + " committed";
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause);
    }
}
