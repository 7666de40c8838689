package dev.winnow.model.engine;

/** An engine that was asked for cannot run here: its libraries or its device are missing. */
public final class UnavailableEngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnavailableEngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
