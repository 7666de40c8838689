package dev.winnow.model.training.stages;

/** A training ended early because it was asked to; the message says how to go on. */
public final class TrainingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingStoppedException(String message) {
        super(message);
    }
}
