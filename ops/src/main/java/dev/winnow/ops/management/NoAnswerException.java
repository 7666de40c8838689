package dev.winnow.ops.management;

/** An instance did not say what it was asked; the message is for people and goes on after the instance's name. */
public final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
