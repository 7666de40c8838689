package dev.winnow.ops.console;

import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.rationale.RationaleSpan;
import dev.winnow.ops.explain.Explanation;
import dev.winnow.topology.microbatch.Outcome;
import dev.winnow.topology.observe.WrittenResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result as the page shows it.
 *
 * @param bundle name of the model
 * @param documentId the document's id
 * @param label the most probable class
 * @param probability of it
 * @param probabilities of all classes
 * @param ageMillis age of the record when its result was written
 * @param offset the δ offset it was computed with
 * @param tokens the model read
 * @param truncated whether the text was longer
 * @param layers of the encoder
 * @param tokensByLayer that each layer computed
 * @param rationale what the record in the output topic has
 * @param segments the parts of the text that tokens stand for, with the layers each went through
 * @param shadowLabel the full encoder's label; null where it was not asked
 * @param text null where texts are not to be shown
 * @param cut whether the text is longer than what is shown of it
 */
record ResultView(
        String bundle,
        String documentId,
        String label,
        float probability,
        Map<String, Float> probabilities,
        long ageMillis,
        double offset,
        int tokens,
        boolean truncated,
        int layers,
        List<Integer> tokensByLayer,
        List<RationaleSpan> rationale,
        List<Explanation.Segment> segments,
        String shadowLabel,
        String text,
        boolean cut) {

    /** Longer than any text that the model reads to its end, and short enough for a page. */
    static final int LONGEST_TEXT = 4_000;

    /**
     * Reads the text once more where it is to be shown.
     *
     * @param spans of the rationale at most, as in the record
     */
    static ResultView of(WrittenResult result, int spans, boolean texts) {
        Outcome.Classified outcome = result.outcome();
        String text = texts ? result.text().get() : null;
        boolean cut = text != null && text.length() > LONGEST_TEXT;
        Explanation explanation = new Explanation(text == null ? "" : text, outcome.tokens(), outcome.prediction());
        return new ResultView(
                result.pipeline().bundle(),
                result.documentId(),
                outcome.prediction().label(),
                outcome.prediction().probability(),
                probabilities(outcome),
                result.ageMillis(),
                outcome.offset().value(),
                outcome.prediction().tokens(),
                outcome.prediction().truncated(),
                outcome.prediction().trace().layers(),
                explanation.tokensByLayer(),
                Rationale.of(outcome.tokens(), outcome.prediction().trace(), spans)
                        .spans(),
                explanation.segments(),
                outcome.shadow().map(prediction -> prediction.label()).orElse(null),
                cut ? beginning(text) : text,
                cut);
    }

    /** Never half a character: a lone surrogate is not valid UTF-8. */
    private static String beginning(String text) {
        boolean halves = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
        return text.substring(0, halves ? LONGEST_TEXT - 1 : LONGEST_TEXT);
    }

    private static Map<String, Float> probabilities(Outcome.Classified outcome) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        List<String> labels = outcome.prediction().labels();
        for (int c = 0; c < labels.size(); c++) {
            probabilities.put(labels.get(c), outcome.prediction().probabilities()[c]);
        }
        return probabilities;
    }
}
