package dev.winnow.ops.demo;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Accounts for every document: fed, and settled by one result. It keeps one bit for a document that is settled and a few
 * hundred bytes for one under way, so that a million documents need no more memory than the few that are under way.
 *
 * <p>Documents are opened by one thread and settled by another.
 */
final class Ledger {

    /**
     * A document under way.
     *
     * @param fedNanos when it was handed to the producer, on the clock of {@link System#nanoTime()}
     * @param beginning of its text, to be shown
     */
    record Open(long fedNanos, String beginning) {}

    private static final int BEGINNING_CHARS = 240;

    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final BitSet settled = new BitSet();
    private volatile long fed;
    private long duplicated;

    /** Notes a document that is about to be sent; its number is its key in the stream. */
    long open(String text, long nanos) {
        long number = fed;
        open.put(number, new Open(nanos, text.substring(0, Math.min(BEGINNING_CHARS, text.length()))));
        fed = number + 1;
        return number;
    }

    /** Notes a result; empty for a second one, and for one that belongs to no document. */
    Optional<Open> settle(long number) {
        Open document = open.remove(number);
        if (document == null) {
            duplicated++;
            return Optional.empty();
        }
        settled.set(Math.toIntExact(number));
        return Optional.of(document);
    }

    /** Documents handed to the producer. */
    long fed() {
        return fed;
    }

    /** Documents with a result. */
    long settled() {
        return settled.cardinality();
    }

    /** Documents without a result, at the moment. */
    int underWay() {
        return open.size();
    }

    /** Results beyond the first of a document. */
    long duplicated() {
        return duplicated;
    }
}
