package dev.winnow.model.plausibility;

import dev.winnow.model.dataset.Span;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A document in which people marked what made them choose its class.
 *
 * @param tokens the document as the model reads it
 * @param marked for each token whether it overlaps a marked passage; never true for a special one
 */
record MarkedDocument(TokenizedText tokens, boolean[] marked) {

    /** Marks the tokens of which a passage covers one character at least. */
    static MarkedDocument of(TokenizedText tokens, List<Span> passages) {
        boolean[] marked = new boolean[tokens.length()];
        for (int i = 0; i < marked.length; i++) {
            int start = tokens.starts()[i];
            int end = tokens.ends()[i];
            marked[i] = !tokens.isSpecial(i)
                    && passages.stream().anyMatch(passage -> start < passage.end() && passage.start() < end);
        }
        return new MarkedDocument(tokens, marked);
    }

    /** Whether a token is marked; none is where the passage lies behind what the model reads. */
    boolean isMarked() {
        return IntStream.range(0, marked.length).anyMatch(i -> marked[i]);
    }

    /** The word tokens' part of the scores of all tokens. */
    TokenScores scores(float[] all) {
        int[] words =
                IntStream.range(0, all.length).filter(i -> !tokens.isSpecial(i)).toArray();
        float[] scores = new float[words.length];
        boolean[] marks = new boolean[words.length];
        for (int w = 0; w < words.length; w++) {
            scores[w] = all[words[w]];
            marks[w] = marked[words[w]];
        }
        return new TokenScores(scores, marks);
    }
}
