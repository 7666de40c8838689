package dev.winnow.model.training.work;

/** The work folder of a training cannot be used; the message says what is wrong, where, and what to do. */
public final class WorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkException(String message) {
        super(message);
    }

    public WorkException(String message, Throwable cause) {
        super(message, cause);
    }
}
