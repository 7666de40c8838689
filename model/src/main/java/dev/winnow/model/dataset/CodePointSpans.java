package dev.winnow.model.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * Spans as data sets write them, in Unicode code points, to spans of a Java string. The two differ from the first emoji on,
 * so that spans taken as they are would point at the wrong words.
 */
final class CodePointSpans {
    private CodePointSpans() {}

    /**
     * Converts the spans of one text; its length bounds the time, however many there are.
     *
     * @param field what the row calls them, for messages
     * @param pairs start and end, exclusive, of each, in code points
     * @throws BadRowException if one is empty, backwards or outside the text
     */
    static List<Span> of(String text, String field, List<int[]> pairs) throws BadRowException {
        if (pairs.isEmpty()) {
            return List.of();
        }
        int[] indexes = indexes(text);
        List<Span> spans = new ArrayList<>(pairs.size());
        for (int[] pair : pairs) {
            if (pair[0] < 0 || pair[1] <= pair[0] || pair[1] >= indexes.length) {
                throw new BadRowException("the field %s has a span from %d to %d, but the text has %d code points"
                        .formatted(field, pair[0], pair[1], indexes.length - 1));
            }
            spans.add(new Span(indexes[pair[0]], indexes[pair[1]]));
        }
        return spans;
    }

    /** Where each code point begins in the string, and where the string ends. */
    private static int[] indexes(String text) {
        int[] indexes = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 1; i < indexes.length; i++) {
            indexes[i] = text.offsetByCodePoints(indexes[i - 1], 1);
        }
        return indexes;
    }
}
