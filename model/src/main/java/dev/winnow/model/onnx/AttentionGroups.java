package dev.winnow.model.onnx;

import dev.winnow.model.packing.PackedBatch;
import java.util.Arrays;

/**
 * Neighbouring documents of a packed batch that attention computes together, a row of a grid for each group. A group holds
 * {@value #TOKENS} tokens at most, or as many as the longest document has: whole documents, so that the grid is filled well
 * whatever their lengths.
 *
 * @param groups of each token, {@code [T]}, from 0
 * @param seats of each token within its group, {@code [T]}, from 0
 */
record AttentionGroups(long[] groups, long[] seats) {
    /** Where documents are shorter, larger groups compute more pairs that the mask discards, and smaller ones more rows. */
    private static final int TOKENS = 64;

    static AttentionGroups of(PackedBatch batch) {
        long[] groups = new long[batch.tokens()];
        long[] seats = new long[batch.tokens()];
        long capacity = Math.max(TOKENS, longest(batch));
        long group = 0;
        long start = 0;
        for (int d = 0; d < batch.documents(); d++) {
            long from = batch.cuLengths()[d];
            long to = batch.cuLengths()[d + 1];
            if (to - start > capacity) {
                group++;
                start = from;
            }
            Arrays.fill(groups, (int) from, (int) to, group);
            for (long t = from; t < to; t++) {
                seats[(int) t] = t - start;
            }
        }
        return new AttentionGroups(groups, seats);
    }

    private static long longest(PackedBatch batch) {
        long longest = 0;
        for (int d = 0; d < batch.documents(); d++) {
            longest = Math.max(longest, batch.cuLengths()[d + 1] - batch.cuLengths()[d]);
        }
        return longest;
    }
}
