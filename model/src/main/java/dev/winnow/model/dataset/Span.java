package dev.winnow.model.dataset;

/**
 * A part of a text.
 *
 * @param start first index into the Java string (UTF-16)
 * @param end index behind the last, above {@code start}
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a span runs from " + start + " to " + end);
        }
    }
}
