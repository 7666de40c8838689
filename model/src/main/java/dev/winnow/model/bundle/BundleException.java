package dev.winnow.model.bundle;

/** A bundle that cannot be used or written; the message says what is wrong, where, and what to do. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
