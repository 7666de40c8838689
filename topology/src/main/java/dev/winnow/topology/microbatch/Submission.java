package dev.winnow.topology.microbatch;

import java.util.Optional;

/**
 * A document that is handed in.
 *
 * @param text what the tokenizer reads; nothing keeps it afterwards
 * @param recordBytes bytes of the record that the caller keeps until the outcome is known
 * @param shadowed whether the full encoder is asked too, to compare its answer, when the engine has the time
 * @param traceparent the header of that name of its record, for those who watch
 */
public record Submission(String text, long recordBytes, boolean shadowed, Optional<String> traceparent) {

    /** One that is not compared, and that nobody traces. */
    public Submission(String text, long recordBytes) {
        this(text, recordBytes, false, Optional.empty());
    }

    /** Bytes that it holds in memory. A text of Latin letters takes half as much; which of them it is the JVM does not tell. */
    long bytes() {
        return recordBytes + (long) Character.BYTES * text.length();
    }
}
