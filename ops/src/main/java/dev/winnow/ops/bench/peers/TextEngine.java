package dev.winnow.ops.bench.peers;

import java.util.List;

/**
 * Something that classifies texts with the weights of one bundle, tokenizing them itself, as its user pays for both. It
 * computes on the calling thread. Safe for use by several threads; {@link #close()} must come after the last call has returned.
 */
interface TextEngine extends AutoCloseable {

    /** For each text, in their order, the probabilities of the classes, in the order of the bundle's labels. */
    List<float[]> classify(List<String> texts);

    @Override
    void close();
}
