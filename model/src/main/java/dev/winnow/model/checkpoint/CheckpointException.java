package dev.winnow.model.checkpoint;

/** A file of weights, a tokenizer or a model configuration that cannot be used; the message names file and cause. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
