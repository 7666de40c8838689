package dev.winnow.model.tokenizer;

import java.util.Arrays;
import java.util.Optional;

/**
 * BERT's tokenization for texts of ASCII and common punctuation, a tenth of the library's time: with a fast encoder the library,
 * with its strings and objects for every token, took a fifth of the time of a document.
 *
 * <p>These are the texts for which nobody can disagree about Unicode: no accent to strip, no character to decompose or remove, no
 * lower case but that of ASCII, so that a token lies where it is read. All others are left to the library, whole: a rule for
 * each script here would have to follow the library's tables. A property test holds the two to the same tokens.
 *
 * <p>Safe for use by several threads.
 */
final class PlainTextTokenizer {
    /** Characters of English text for each of its tokens, the space included, at least: room that seldom has to grow. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final byte NOT_PLAIN = 0;
    private static final byte SPACE = 1;
    private static final byte PUNCTUATION = 2;
    private static final byte LETTER = 3;

    /** Behind dashes, quotation marks, daggers, bullets and the ellipsis, which lie from U+2010 on. */
    private static final int END_OF_PUNCTUATION = 0x2028;

    private final WordPieces pieces;
    private final BertRules rules;
    private final int maxTokens;
    private final byte[] kinds = new byte[END_OF_PUNCTUATION];

    private PlainTextTokenizer(BertRules rules, int maxTokens) {
        this.pieces = new WordPieces(rules.vocabulary());
        this.rules = rules;
        this.maxTokens = maxTokens;
        Arrays.fill(kinds, '!', 0x7f, PUNCTUATION);
        Arrays.fill(kinds, '0', '9' + 1, LETTER);
        Arrays.fill(kinds, 'A', 'Z' + 1, LETTER);
        Arrays.fill(kinds, 'a', 'z' + 1, LETTER);
        Arrays.fill(kinds, 0x2010, END_OF_PUNCTUATION, PUNCTUATION);
        for (char space : new char[] {' ', '\t', '\n', '\r', '\u00a0'}) {
            kinds[space] = SPACE;
        }
        rules.added().forEach(this::leaveToLibrary);
    }

    /** A token that a text may spell out, as [MASK]: wherever it could begin the library decides. */
    private void leaveToLibrary(String added) {
        for (char c : new char[] {Character.toLowerCase(added.charAt(0)), Character.toUpperCase(added.charAt(0))}) {
            if (c < kinds.length) {
                kinds[c] = NOT_PLAIN;
            }
        }
    }

    /** Empty where the tokenizer is not BERT's. */
    static Optional<PlainTextTokenizer> of(byte[] tokenizerJson, int maxTokens) {
        return BertRules.read(tokenizerJson).map(rules -> new PlainTextTokenizer(rules, maxTokens));
    }

    /** Tokens of the text, its end cut off where it has more than the maximum; empty where the text is not plain. */
    Optional<TokenizedText> tokenize(String text) {
        Walk walk = new Walk(text);
        return walk.toTheEnd() ? Optional.of(walk.tokens()) : Optional.empty();
    }

    /** One walk over one text. */
    private final class Walk {
        private final char[] text;
        private final int[] hashes = pieces.hashes();
        private int[] ids;
        private int[] starts;
        private int[] ends;
        private int[] words;
        private int count;
        private int word;

        Walk(String text) {
            this.text = text.toCharArray();
            int room = Math.min(maxTokens, text.length() / CHARACTERS_PER_TOKEN) + 16;
            ids = new int[room];
            starts = new int[room];
            ends = new int[room];
            words = new int[room];
            add(rules.first(), 0, 0, -1);
        }

        /** Stops where the model has all tokens that it reads. Whether everything up to there was plain. */
        boolean toTheEnd() {
            int at = 0;
            while (at < text.length && count < maxTokens) {
                byte kind = kind(at);
                if (kind == NOT_PLAIN) {
                    return false;
                }
                int end = at + 1;
                if (kind == LETTER) {
                    end = wordEnd(at);
                    if (end < text.length && kind(end) == NOT_PLAIN) {
                        return false;
                    }
                }
                if (kind != SPACE) {
                    addWord(at, end);
                }
                at = end;
            }
            return true;
        }

        private byte kind(int at) {
            char c = text[at];
            return c < kinds.length ? kinds[c] : NOT_PLAIN;
        }

        private int wordEnd(int from) {
            int end = from;
            while (end < text.length && kind(end) == LETTER) {
                if (rules.lowerCase() && text[end] >= 'A' && text[end] <= 'Z') {
                    text[end] = (char) (text[end] + 'a' - 'A');
                }
                end++;
            }
            return end;
        }

        /** The longest piece first, then the longest of what remains; the whole word is unknown where a part is. */
        private void addWord(int from, int to) {
            int before = count;
            int at = from;
            while (at < to) {
                int slot = to - from > rules.longestWord() ? -1 : pieces.longest(text, at, to, at > from, hashes);
                if (slot < 0) {
                    count = before;
                    add(rules.unknown(), from, to, word);
                    break;
                }
                add(pieces.id(slot), at, at + pieces.length(slot), word);
                at += pieces.length(slot);
            }
            word++;
        }

        private void add(int id, int start, int end, int ofWord) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
                words = Arrays.copyOf(words, 2 * count);
            }
            ids[count] = id;
            starts[count] = start;
            ends[count] = end;
            words[count++] = ofWord;
        }

        /** The first tokens with [SEP] behind them. */
        TokenizedText tokens() {
            boolean truncated = count + 1 > maxTokens;
            count = Math.min(count, maxTokens - 1);
            add(rules.last(), ends[count - 1], ends[count - 1], -1);
            long[] wide = new long[count];
            for (int i = 0; i < count; i++) {
                wide[i] = ids[i];
            }
            return new TokenizedText(
                    wide,
                    Arrays.copyOf(starts, count),
                    Arrays.copyOf(ends, count),
                    Arrays.copyOf(words, count),
                    truncated);
        }
    }
}
