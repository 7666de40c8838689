package dev.winnow.topology.deadletter;

/**
 * So many records of a pipeline would become dead letters that something else than the records must be wrong. Thrown before
 * the dead letter is written, it takes the open transaction with it. The message holds no text of any document.
 */
public final class TooManyDeadLettersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyDeadLettersException(String message) {
        super(message);
    }
}
