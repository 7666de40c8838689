package dev.winnow.topology.classify;

import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Stage;

/** A result that cannot be turned into bytes, however often it is tried. */
final class UnwritableResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwritableResultException(RuntimeException cause) {
        super(cause);
    }

    Rejection rejection(int attempts) {
        return Rejection.withoutMessage(Stage.WRITE, getCause(), "the result cannot be serialized", attempts);
    }
}
