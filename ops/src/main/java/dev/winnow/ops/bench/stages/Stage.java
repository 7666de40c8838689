package dev.winnow.ops.bench.stages;

import java.util.Locale;

/** What a document goes through on its way from text to result, in this order. */
public enum Stage {
    /** From a string to tokens and the places where they lie in it. */
    TOKENIZE,
    /** From the tokens of all documents of a batch to three arrays. */
    PACK,
    /** The native call, with the copies into it and out of it. */
    ENCODE,
    /** From the encoder's array to a prediction for each document. */
    RESULTS,
    /** From the tokens that were kept to spans of the text. */
    RATIONALE;

    /** The name in tables and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
