package dev.winnow.schemas;

/**
 * The registry is at fault: it is away, slow, broken, or refuses what was asked of it. The record may be perfectly
 * good, so that it must be tried again and must not be dropped.
 */
public final class RegistryException extends SchemaException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
