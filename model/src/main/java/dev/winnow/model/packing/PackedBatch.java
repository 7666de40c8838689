package dev.winnow.model.packing;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/**
 * Documents laid end to end without a single padding token: D documents, T tokens.
 *
 * @param ids token ids, {@code [T]}
 * @param positions position of each token within its document, {@code [T]}
 * @param cuLengths where each document begins, and T last, {@code [D + 1]}
 */
public record PackedBatch(long[] ids, long[] positions, long[] cuLengths) {

    /** Packs the documents in the order given; at least one. */
    public static PackedBatch of(List<TokenizedText> documents) {
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("a packed batch holds at least one document");
        }
        long[] cuLengths = new long[documents.size() + 1];
        for (int d = 0; d < documents.size(); d++) {
            cuLengths[d + 1] = cuLengths[d] + documents.get(d).length();
        }
        int tokens = Math.toIntExact(cuLengths[documents.size()]);
        long[] ids = new long[tokens];
        long[] positions = new long[tokens];
        int t = 0;
        for (TokenizedText document : documents) {
            System.arraycopy(document.ids(), 0, ids, t, document.length());
            for (int i = 0; i < document.length(); i++) {
                positions[t++] = i;
            }
        }
        return new PackedBatch(ids, positions, cuLengths);
    }

    /** D, the number of documents. */
    public int documents() {
        return cuLengths.length - 1;
    }

    /** T, the number of tokens. */
    public int tokens() {
        return ids.length;
    }
}
