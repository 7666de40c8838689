package dev.winnow.topology.lifecycle;

/** The application cannot start. The message says what is missing and what to do. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartupException(String message) {
        super(message);
    }

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
