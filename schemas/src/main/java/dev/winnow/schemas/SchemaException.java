package dev.winnow.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * A record could not be turned into bytes or back.
 *
 * <p>Sealed, because the two cases want opposite answers: a record that nobody can read goes to the dead letters, a
 * registry that is away is waited for. The Confluent deserializer reports both as a {@link SerializationException} over
 * an {@link java.io.IOException}, so that a stream that trusts it either loses good records or stops at a bad one.
 */
public abstract sealed class SchemaException extends SerializationException
        permits UnreadableRecordException, RegistryException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
