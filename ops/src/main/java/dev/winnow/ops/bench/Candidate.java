package dev.winnow.ops.bench;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/** One way to compute the hidden states of a batch of documents on one thread. */
interface Candidate extends AutoCloseable {

    /** How the candidate is called in tables and JSON. */
    String name();

    /** Computes the batch and brings the hidden states back to Java. */
    void run(List<TokenizedText> documents);

    @Override
    void close();
}
