package dev.winnow.model.plausibility;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;

/**
 * A document in which people marked what made them choose its class.
 *
 * @param tokens the document as the model reads it
 * @param marked for each token whether it overlaps a marked passage; never true for [CLS], the first, and [SEP], the last
 */
public record MarkedDocument(TokenizedText tokens, boolean[] marked) {
    public MarkedDocument {
        if (tokens.length() != marked.length) {
            throw new IllegalArgumentException(marked.length + " marks do not fit " + tokens.length() + " tokens");
        }
    }

    /**
     * Marks the tokens of which a passage covers one character at least.
     *
     * @param passages {@code [start, end)} each, as indices into the Java string
     */
    public static MarkedDocument of(TokenizedText tokens, List<int[]> passages) {
        boolean[] marked = new boolean[tokens.length()];
        for (int i = 1; i < marked.length - 1; i++) {
            int start = tokens.starts()[i];
            int end = tokens.ends()[i];
            marked[i] = passages.stream().anyMatch(passage -> start < passage[1] && passage[0] < end);
        }
        return new MarkedDocument(tokens, marked);
    }

    /** Whether at least one token is marked; none is where the passage lies behind what the model reads. */
    public boolean isMarked() {
        for (boolean mark : marked) {
            if (mark) {
                return true;
            }
        }
        return false;
    }

    /** The word tokens' part of the scores of all tokens. */
    TokenScores scores(float[] all) {
        return new TokenScores(
                Arrays.copyOfRange(all, 1, all.length - 1), Arrays.copyOfRange(marked, 1, marked.length - 1));
    }
}
