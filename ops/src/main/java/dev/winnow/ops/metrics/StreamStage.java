package dev.winnow.ops.metrics;

import java.util.Locale;

/** What a document passes through, as {@code winnow_stage_seconds} has it. */
enum StreamStage {
    /** From bytes to a text. */
    READ,
    /** From a text to tokens. */
    TOKENIZE,
    /** From the hand-over to the batcher until its micro-batch starts; the tokenizer's part is in it. */
    QUEUE,
    /** A micro-batch in the engine. */
    INFER,
    /** From an answer to bytes in the producer. */
    WRITE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
