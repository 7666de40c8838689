package dev.winnow.topology.preflight;

/**
 * Running instances of the application do something else than this one would. Under one application id the partitions are
 * shared: some documents would be classified in one way and some in the other.
 */
public final class DisagreementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DisagreementException(String message) {
        super(message);
    }
}
