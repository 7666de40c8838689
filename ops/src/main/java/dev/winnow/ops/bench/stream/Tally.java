package dev.winnow.ops.bench.stream;

import java.util.BitSet;

/**
 * Which documents have their result, by number: a bit each, so that a million take 125 kB. A mere count would call one lost and
 * one doubled document right.
 */
public final class Tally {
    private final BitSet answered = new BitSet();
    private long doubled;
    private long bytes;

    /** A result was read. */
    void add(int document, long itsBytes) {
        if (answered.get(document)) {
            doubled++;
        }
        answered.set(document);
        bytes += itsBytes;
    }

    /** Documents with a result. */
    public int answered() {
        return answered.cardinality();
    }

    /** Results beyond the first of their document. */
    public long doubled() {
        return doubled;
    }

    /** Of so many documents, numbered from 0, those without a result. */
    public int lost(int documents) {
        return documents - answered.get(0, documents).cardinality();
    }

    /** Bytes of the keys and values of all results. */
    public long bytes() {
        return bytes;
    }
}
