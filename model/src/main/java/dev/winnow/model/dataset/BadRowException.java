package dev.winnow.model.dataset;

/** Why a line is no example. */
final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRowException(String message) {
        super(message);
    }

    BadRowException(String message, Throwable cause) {
        super(message, cause);
    }

    static void require(boolean condition, String message) throws BadRowException {
        if (!condition) {
            throw new BadRowException(message);
        }
    }
}
