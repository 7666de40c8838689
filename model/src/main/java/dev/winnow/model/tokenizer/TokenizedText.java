package dev.winnow.model.tokenizer;

import java.util.Arrays;

/**
 * The tokens of one document, as the model reads them, and where they lie in its text.
 *
 * <p>Positions are indexes into the Java string as it came (UTF-16), whatever the tokenizer made of it: lower case, without
 * accents, or one token for a word it does not know. They never decrease, and never fall between the two halves of a
 * surrogate pair; several tokens lie at the same place where the tokenizer takes one character apart. The marks, variation
 * selectors and joiners behind a character that the tokenizer strips belong to its token, so that a span can be shown alone.
 *
 * @param ids token ids, [CLS] first and [SEP] last; at least two, at most the model's maximum
 * @param starts where each token begins in the text; a special token is empty, and lies behind the token before it
 * @param ends where each token ends, exclusive
 * @param words for each token the number of its word, never decreasing; sub-words of one word have the same, a special
 *     token has -1
 * @param truncated whether the text had more tokens than the model reads
 */
public record TokenizedText(long[] ids, int[] starts, int[] ends, int[] words, boolean truncated) {
    private static final int NO_WORD = -1;

    public TokenizedText {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a document has at least one token");
        }
        if (starts.length != ids.length || ends.length != ids.length || words.length != ids.length) {
            throw new IllegalArgumentException("every token begins and ends somewhere, in some word");
        }
    }

    /** Tokens without a text: all of them are special. */
    public TokenizedText(long[] ids, boolean truncated) {
        this(ids, new int[ids.length], new int[ids.length], noWords(ids.length), truncated);
    }

    private static int[] noWords(int length) {
        int[] words = new int[length];
        Arrays.fill(words, NO_WORD);
        return words;
    }

    /** Number of tokens, the special ones included. */
    public int length() {
        return ids.length;
    }

    /** Whether the token stands for no part of the text, as [CLS] and [SEP]. */
    public boolean isSpecial(int token) {
        return words[token] < 0;
    }
}
