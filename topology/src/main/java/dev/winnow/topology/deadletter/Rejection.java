package dev.winnow.topology.deadletter;

/**
 * Why a record goes to the dead letters.
 *
 * @param stage where it failed
 * @param error what is wrong with it, as the header {@code winnow.error} says it; without any text of the document
 * @param attempts how often the model was asked about it
 */
public record Rejection(Stage stage, String error, int attempts) {

    /** Attempts of a record that never came before the model. */
    public static final int UNASKED = 0;

    /** Longer messages are cut: a header is not a log. */
    private static final int LONGEST_ERROR = 500;

    public Rejection {
        if (error.length() > LONGEST_ERROR) {
            error = error.substring(0, LONGEST_ERROR) + "…";
        }
    }

    /** Of a record that never came before the model. */
    public static Rejection unasked(Stage stage, String error) {
        return new Rejection(stage, error, UNASKED);
    }

    /** Class and message of a failure that never saw the text of the document. */
    public static Rejection of(Stage stage, Throwable failure, int attempts) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return new Rejection(stage, failure.getClass().getName() + message, attempts);
    }

    /** The class alone, with words of our own: the message of a failure that saw the text may quote it. */
    public static Rejection withoutMessage(Stage stage, Throwable failure, String explanation, int attempts) {
        return new Rejection(stage, failure.getClass().getName() + ": " + explanation, attempts);
    }
}
