package dev.winnow.ops.demo;

import java.io.IOException;
import java.util.Optional;

/** Gives documents one by one, so that any number of them needs the memory of one. */
interface DocumentSource extends AutoCloseable {

    /** The next document; empty at the end. */
    Optional<FedDocument> next() throws IOException;

    /** How many there will be at most; empty where nobody knows before the end. */
    Optional<Long> expected();

    /** Rows passed over because they hold no document. */
    long badRows();

    @Override
    void close() throws IOException;
}
