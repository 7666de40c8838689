package dev.winnow.model.rationale;

/**
 * A part of a text that the model kept.
 *
 * @param start its first index in the Java string (UTF-16)
 * @param end the index behind it
 * @param score contribution scores of its tokens, added up
 * @param layer layers that its furthest token went through
 */
public record RationaleSpan(int start, int end, float score, int layer) {
    public RationaleSpan {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span goes from " + start + " to " + end);
        }
    }

    /** What it covers. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
