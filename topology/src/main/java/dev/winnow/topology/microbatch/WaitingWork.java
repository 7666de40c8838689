package dev.winnow.topology.microbatch;

/**
 * What a lane holds.
 *
 * @param untokenized documents that wait for the tokenizer or are in it
 * @param tokenized documents that wait for the engine
 * @param tokens tokens of the latter
 * @param bytes of all documents without an outcome, those in the engine included
 */
record WaitingWork(int untokenized, int tokenized, long tokens, long bytes) {

    static final WaitingWork NONE = new WaitingWork(0, 0, 0, 0);

    int documents() {
        return untokenized + tokenized;
    }

    WaitingWork submitted(SubmittedText text) {
        return new WaitingWork(untokenized + 1, tokenized, tokens, bytes + text.bytes());
    }

    /** Its text could not be tokenized, or nobody waits for it any more. */
    WaitingWork dropped(SubmittedText text) {
        return new WaitingWork(untokenized - 1, tokenized, tokens, bytes - text.bytes());
    }

    WaitingWork tokenized(SubmittedText text, QueuedDocument document) {
        return new WaitingWork(
                untokenized - 1,
                tokenized + 1,
                tokens + document.tokens(),
                bytes - text.bytes() + document.recordBytes());
    }

    WaitingWork taken(QueuedDocument document) {
        return new WaitingWork(untokenized, tokenized - 1, tokens - document.tokens(), bytes);
    }

    WaitingWork finished(QueuedDocument document) {
        return new WaitingWork(untokenized, tokenized, tokens, bytes - document.recordBytes());
    }
}
