package dev.winnow.topology.lifecycle;

import dev.winnow.schemas.RegistryException;
import dev.winnow.topology.deadletter.TooManyDeadLettersException;
import dev.winnow.topology.microbatch.BatcherClosedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when a stream thread dies. Nothing of its open transaction is committed, so a fresh thread reads the same
 * records again, after a rest: right for a registry or a broker that is away or that gave up the transaction meanwhile, and
 * for a model that fails; endless for anything else, which stops the application.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    /**
     * What passes by itself, and what a producer of a fresh thread does not have. KIP-1050 calls the latter
     * application-recoverable; a broker that aborted an overdue transaction may also say that its state is invalid
     * (KAFKA-19690) or its sequence out of order.
     */
    private static final List<Class<? extends Throwable>> TEMPORARY = List.of(
            RegistryException.class,
            TooManyDeadLettersException.class,
            RetriableException.class,
            ApplicationRecoverableException.class,
            InvalidTxnStateException.class,
            OutOfOrderSequenceException.class,
            TransactionAbortableException.class);

    private static final Duration STACK_TRACE_INTERVAL = Duration.ofSeconds(30);

    private final RateLimit stackTraces = new RateLimit(STACK_TRACE_INTERVAL, System.nanoTime());
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final Consumer<String> rest;
    private final Runnable giveUp;

    /**
     * @param rest begins a rest, for a reason
     * @param giveUp called before the application is stopped
     */
    FailurePolicy(Consumer<String> rest, Runnable giveUp) {
        this.rest = rest;
        this.giveUp = giveUp;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Optional<Throwable> temporary = temporaryTrouble(failure);
        if (temporary.isPresent()) {
            return tryAgain(failure, temporary.get());
        }
        if (chain(failure).anyMatch(BatcherClosedException.class::isInstance)) {
            LOG.atWarn().log("a stream thread ends with the engine; what it had not committed will be read again");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        stopFor(failure);
        LOG.atError().setCause(failure).log(advice(failure));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private StreamThreadExceptionResponse tryAgain(Throwable failure, Throwable trouble) {
        var event = LOG.atWarn().addKeyValue("error", trouble.getMessage());
        if (!(trouble instanceof TooManyDeadLettersException) && stackTraces.permits(System.nanoTime())) {
            event = event.setCause(failure);
        }
        event.log("a stream thread gave up; nothing of its transaction was committed, a new one tries again");
        rest.accept(trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Notes what the application cannot go on after; only the first counts. */
    void stopFor(Throwable failure) {
        fatal.compareAndSet(null, failure);
        giveUp.run();
    }

    /** What stopped the application, if anything did. */
    Optional<Throwable> fatal() {
        return Optional.ofNullable(fatal.get());
    }

    private static Optional<Throwable> temporaryTrouble(Throwable failure) {
        return chain(failure)
                .filter(e -> TEMPORARY.stream().anyMatch(type -> type.isInstance(e)))
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
