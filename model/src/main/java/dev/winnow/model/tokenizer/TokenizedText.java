package dev.winnow.model.tokenizer;

/**
 * The tokens of one document, as the model reads them.
 *
 * @param ids token ids, [CLS] first and [SEP] last; at least two, at most the model's maximum
 * @param truncated whether the text had more tokens than the model reads
 */
public record TokenizedText(long[] ids, boolean truncated) {
    public TokenizedText {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a document has at least one token");
        }
    }

    /** Number of tokens, the special ones included. */
    public int length() {
        return ids.length;
    }
}
