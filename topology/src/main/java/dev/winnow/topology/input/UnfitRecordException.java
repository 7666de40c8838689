package dev.winnow.topology.input;

/** The record can be read, but not where the configuration looks. The message names the path and quotes none of the data. */
public final class UnfitRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRecordException(String message) {
        super(message);
    }
}
