package dev.winnow.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Turns texts into tokens with a Hugging Face {@code tokenizer.json}. Safe for use by several threads.
 *
 * <p>Plain texts take a {@linkplain PlainTextTokenizer shorter way}. For the others, three things the library leaves to its
 * caller are done here. A text of megabytes is read window by window until the
 * model has all the tokens it reads, so that its cost is bounded. And a surrogate without its partner, which the
 * library's UTF-8 cannot hold, becomes U+FFFD before it can spoil the whole text. And tokens know where they lie in the
 * Java string, for which every repair keeps the length.
 */
public final class DocumentTokenizer implements AutoCloseable {
    /** Characters a token may stand for on average before a window has to grow. */
    private static final int WINDOW_PER_TOKEN = 12;

    /** The longest word the tokenizer looks into; anything longer is one unknown token. */
    private static final int LONGEST_WORD = 100;

    private final HuggingFaceTokenizer tokenizer;
    private final Optional<PlainTextTokenizer> plain;
    private final int maxTokens;

    /**
     * Loads a tokenizer.
     *
     * @param tokenizerJson a Hugging Face {@code tokenizer.json}; its own truncation and padding are ignored
     * @param maxTokens the most tokens a document may have, the two special ones included; at least 3
     * @throws IllegalArgumentException where the tokenizer cannot be read
     */
    public DocumentTokenizer(byte[] tokenizerJson, int maxTokens) {
        if (maxTokens < 3) {
            throw new IllegalArgumentException("maxTokens must be at least 3, not " + maxTokens);
        }
        this.maxTokens = maxTokens;
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(tokenizerJson), Map.of("padding", "false", "truncation", "false"));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("tokenizer.json cannot be read: " + e.getMessage(), e);
        }
        plain = PlainTextTokenizer.of(tokenizerJson, maxTokens);
    }

    /** The most tokens a document may have. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Tokens of the text, its end cut off where it has more than {@link #maxTokens()}. */
    public TokenizedText tokenize(String text) {
        return plain.flatMap(quick -> quick.tokenize(text)).orElseGet(() -> byLibrary(text));
    }

    /** The same tokens for any text. */
    TokenizedText byLibrary(String text) {
        for (long window = (long) maxTokens * WINDOW_PER_TOKEN; ; window *= 2) {
            int end = window >= text.length() ? text.length() : windowEnd(text, (int) window);
            Encoded encoded = Encoded.of(tokenizer, wellFormed(text.substring(0, end)));
            int tokens = encoded.ids().length;
            if (tokens > maxTokens) {
                return tokenized(text, encoded, maxTokens);
            }
            if (end == text.length()) {
                return tokenized(text, encoded, tokens);
            }
        }
    }

    /** What the library found; it would also make a string and four more numbers for every token, which nobody reads. */
    private record Encoded(long[] ids, long[] words, CharSpan[] spans) {
        static Encoded of(HuggingFaceTokenizer tokenizer, String text) {
            TokenizersLibrary library = TokenizersLibrary.LIB;
            long encoding = library.encode(tokenizer.getHandle(), text, true);
            try {
                return new Encoded(
                        library.getTokenIds(encoding),
                        library.getWordIds(encoding),
                        library.getTokenCharSpans(encoding));
            } finally {
                library.deleteEncoding(encoding);
            }
        }
    }

    /** Keeps [CLS] and the first tokens and puts [SEP], the last one, behind them. */
    private static TokenizedText tokenized(String text, Encoded encoded, int tokens) {
        int all = encoded.ids().length;
        long[] ids = Arrays.copyOf(encoded.ids(), tokens);
        ids[tokens - 1] = encoded.ids()[all - 1];
        CharSpan[] charSpans = Arrays.copyOf(encoded.spans(), tokens);
        charSpans[tokens - 1] = encoded.spans()[all - 1];
        TokenSpans spans = TokenSpans.of(charSpans, text);
        return new TokenizedText(ids, spans.starts(), spans.ends(), words(encoded, charSpans), tokens < all);
    }

    private static int[] words(Encoded encoded, CharSpan[] spans) {
        int[] words = new int[spans.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = spans[i] == null ? -1 : (int) encoded.words()[i];
        }
        return words;
    }

    /** Ends a window between two words, so that no word within the tokens that count is cut. */
    private static int windowEnd(String text, int window) {
        for (int end = window; end > window - 2 * LONGEST_WORD && end > 0; end--) {
            if (Character.isWhitespace(text.charAt(end))) {
                return end;
            }
        }
        return Character.isLowSurrogate(text.charAt(window)) ? window - 1 : window;
    }

    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (repaired == null) {
                repaired = new StringBuilder(text);
            }
            repaired.setCharAt(i, '\uFFFD');
        }
        return repaired == null ? text : repaired.toString();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
