package dev.winnow.ops.bench.peers;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/**
 * What everybody else feeds a BERT: every document padded to the longest, {@code [D, N]}.
 *
 * @param ids token ids, 0 on padding
 * @param mask 1 on tokens, 0 on padding
 */
public record PaddedBatch(long[][] ids, long[][] mask) {

    /** Documents in their order, at least one. */
    public static PaddedBatch of(List<TokenizedText> documents) {
        int longest = documents.stream().mapToInt(TokenizedText::length).max().orElseThrow();
        long[][] ids = new long[documents.size()][longest];
        long[][] mask = new long[documents.size()][longest];
        for (int d = 0; d < ids.length; d++) {
            long[] document = documents.get(d).ids();
            for (int t = 0; t < document.length; t++) {
                ids[d][t] = document[t];
                mask[d][t] = 1;
            }
        }
        return new PaddedBatch(ids, mask);
    }
}
