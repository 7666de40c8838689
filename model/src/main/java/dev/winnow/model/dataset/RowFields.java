package dev.winnow.model.dataset;

import java.util.List;
import java.util.Map;

/**
 * The fields of one row as its file has them, so that every format takes the same rows for good.
 *
 * @param id null where there is none
 * @param text null where there is none, or where it is not a string
 * @param label null where there is none
 * @param rationale start and end of each span, in code points
 * @param rationaleAny likewise
 * @param votes annotators by label
 */
record RowFields(
        String id,
        String text,
        String label,
        List<int[]> rationale,
        List<int[]> rationaleAny,
        Map<String, Integer> votes) {

    Example example(long line) throws BadRowException {
        if (text == null || text.isBlank()) {
            throw new BadRowException(text == null ? "no field text, or not a string" : "the text is blank");
        }
        if (label == null || label.isBlank()) {
            throw new BadRowException("no label");
        }
        return new Example(
                id == null ? "line-" + line : id,
                text,
                label,
                CodePointSpans.of(text, "rationale", rationale),
                CodePointSpans.of(text, "rationale_any", rationaleAny),
                votes);
    }
}
