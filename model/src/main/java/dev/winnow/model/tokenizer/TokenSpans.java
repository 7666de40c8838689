package dev.winnow.model.tokenizer;

import ai.djl.huggingface.tokenizers.jni.CharSpan;

/**
 * Where tokens lie in a text. It must exist because the library counts in code points of the text and a Java string in
 * UTF-16 units, and because the library leaves out what its normaliser strips behind a character.
 *
 * @param starts first index of each token
 * @param ends index behind each token
 */
record TokenSpans(int[] starts, int[] ends) {

    /**
     * Spans of all these tokens, in one pass over the text.
     *
     * @param spans in code points, in the order of the text; null for special tokens
     * @param text the text that was tokenized, or one of the same code points
     */
    static TokenSpans of(CharSpan[] spans, String text) {
        TokenSpans places = new TokenSpans(new int[spans.length], new int[spans.length]);
        places.toUtf16(spans, text);
        places.takeInWhatWasStripped(text);
        places.placeSpecialTokens();
        return places;
    }

    private void toUtf16(CharSpan[] spans, String text) {
        Cursor start = new Cursor(text);
        Cursor end = new Cursor(text);
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] != null) {
                starts[i] = start.to(spans[i].getStart());
                ends[i] = end.to(spans[i].getEnd());
            }
        }
    }

    private void takeInWhatWasStripped(String text) {
        int next = text.length();
        for (int i = ends.length - 1; i >= 0; i--) {
            if (!isEmpty(i)) {
                ends[i] = behindMarks(text, ends[i], next);
                next = starts[i];
            }
        }
    }

    private void placeSpecialTokens() {
        for (int i = 1; i < ends.length; i++) {
            if (isEmpty(i)) {
                starts[i] = ends[i - 1];
                ends[i] = ends[i - 1];
            }
        }
    }

    private boolean isEmpty(int token) {
        return ends[token] == starts[token];
    }

    private static int behindMarks(String text, int from, int limit) {
        int end = from;
        while (end < limit) {
            int c = text.codePointAt(end);
            int type = Character.getType(c);
            if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** An index that walks from code point to code point. */
    private static final class Cursor {
        private final String text;
        private int codePoints;
        private int index;

        Cursor(String text) {
            this.text = text;
        }

        /** Index of that code point, which must not lie before the one asked for last. */
        int to(int codePoint) {
            index = text.offsetByCodePoints(index, codePoint - codePoints);
            codePoints = codePoint;
            return index;
        }
    }
}
