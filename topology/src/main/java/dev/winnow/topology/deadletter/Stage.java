package dev.winnow.topology.deadletter;

import java.util.Locale;

/** How far a document came before it failed. */
public enum Stage {
    /** It was not read, because the process is overloaded. */
    SHED,
    /** The bytes are no document. */
    READ,
    /** The document holds nothing to classify. */
    PREPARE,
    /** The model has no answer for it. */
    INFER,
    /** The result cannot be written. */
    WRITE;

    /** As the header {@code winnow.stage} says it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The stage of a label.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Stage ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
