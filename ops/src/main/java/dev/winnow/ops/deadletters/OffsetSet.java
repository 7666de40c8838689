package dev.winnow.ops.deadletters;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Offsets of one partition, a bit for each. Rejected: a set of ranges, which between two transactions always breaks, because
 * their markers take offsets too.
 */
final class OffsetSet {
    private static final int CHUNK_BITS = 16;
    private static final int IN_CHUNK = (1 << CHUNK_BITS) - 1;

    private final Map<Long, BitSet> chunks = new HashMap<>();

    void add(long offset) {
        chunks.computeIfAbsent(offset >> CHUNK_BITS, chunk -> new BitSet()).set((int) offset & IN_CHUNK);
    }

    boolean contains(long offset) {
        BitSet chunk = chunks.get(offset >> CHUNK_BITS);
        return chunk != null && chunk.get((int) offset & IN_CHUNK);
    }
}
