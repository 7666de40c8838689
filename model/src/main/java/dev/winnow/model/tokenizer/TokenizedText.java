package dev.winnow.model.tokenizer;

/**
 * The tokens of one document, as the model reads them.
 *
 * @param ids token ids, [CLS] first and [SEP] last; at least two, at most the model's maximum
 * @param starts where each token begins in the text, as an index into the Java string (UTF-16); special tokens are empty
 * @param ends where each token ends, exclusive
 * @param truncated whether the text had more tokens than the model reads
 */
public record TokenizedText(long[] ids, int[] starts, int[] ends, boolean truncated) {
    public TokenizedText {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a document has at least one token");
        }
        if (starts.length != ids.length || ends.length != ids.length) {
            throw new IllegalArgumentException("every token begins and ends somewhere");
        }
    }

    /** Tokens without a text: all of them are empty. */
    public TokenizedText(long[] ids, boolean truncated) {
        this(ids, new int[ids.length], new int[ids.length], truncated);
    }

    /** Number of tokens, the special ones included. */
    public int length() {
        return ids.length;
    }
}
