package dev.winnow.model.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;

/**
 * Documents side by side, filled up to the longest.
 *
 * @param lengths tokens of each document
 * @param ids {@code [B, N]}
 * @param mask {@code [B, N]}, 1 for a token and 0 for padding
 */
record Padded(int[] lengths, NDArray ids, NDArray mask) {

    static Padded of(List<TokenizedText> documents, NDManager arrays) {
        int[] lengths = documents.stream().mapToInt(TokenizedText::length).toArray();
        int longest = Arrays.stream(lengths).max().orElseThrow();
        long[] ids = new long[lengths.length * longest];
        float[] mask = new float[ids.length];
        for (int d = 0; d < lengths.length; d++) {
            System.arraycopy(documents.get(d).ids(), 0, ids, d * longest, lengths[d]);
            Arrays.fill(mask, d * longest, d * longest + lengths[d], 1);
        }
        Shape shape = new Shape(lengths.length, longest);
        return new Padded(lengths, arrays.create(ids, shape), arrays.create(mask, shape));
    }

    /** One value for each token, 0 for padding. */
    NDArray values(float[][] values, NDManager arrays) {
        int longest = (int) ids.getShape().get(1);
        float[] padded = new float[lengths.length * longest];
        for (int d = 0; d < lengths.length; d++) {
            System.arraycopy(values[d], 0, padded, d * longest, lengths[d]);
        }
        return arrays.create(padded, ids.getShape());
    }

    float[][] unpadded(NDArray values) {
        int longest = (int) ids.getShape().get(1);
        float[] all = values.toFloatArray();
        float[][] rows = new float[lengths.length][];
        for (int d = 0; d < rows.length; d++) {
            rows[d] = Arrays.copyOfRange(all, d * longest, d * longest + lengths[d]);
        }
        return rows;
    }

    /** The values of all documents end to end, {@code [T]}. */
    float[] packed(NDArray values) {
        float[] packed = new float[Arrays.stream(lengths).sum()];
        int at = 0;
        for (float[] row : unpadded(values)) {
            System.arraycopy(row, 0, packed, at, row.length);
            at += row.length;
        }
        return packed;
    }
}
