package dev.winnow.schemas;

/** The bytes are at fault: they stay unreadable however often they are tried. The message quotes none of the data. */
public final class UnreadableRecordException extends SchemaException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message) {
        super(message, null);
    }

    UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
