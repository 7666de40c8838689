package dev.winnow.ops.cli;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.explain.Explanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A prediction as {@code classify --json} writes it.
 *
 * @param label the most probable class
 * @param probability its probability
 * @param probabilities probability of every class, in the order of the bundle's labels
 * @param tokens tokens the model read
 * @param truncated whether the text was longer than that
 * @param deltaOffset the δ offset it was classified with
 * @param keptTokens tokens that went through every layer
 * @param rationale what the model kept of the text, best first
 * @param rationaleTotal spans there were before the cap
 */
record Answer(
        String label,
        float probability,
        Map<String, Float> probabilities,
        int tokens,
        boolean truncated,
        double deltaOffset,
        int keptTokens,
        List<Span> rationale,
        int rationaleTotal) {

    /**
     * A part of the text.
     *
     * @param start its first index, in UTF-16 units
     * @param end the index behind it
     * @param text what it covers
     * @param score contribution scores of its tokens, added up
     * @param layer layers it went through
     */
    record Span(int start, int end, String text, float score, int layer) {}

    static Answer of(Explanation explanation, DeltaOffset offset) {
        Prediction prediction = explanation.prediction();
        Rationale rationale = explanation.rationale(Rationale.DEFAULT_SPANS);
        return new Answer(
                prediction.label(),
                prediction.probability(),
                probabilities(prediction),
                prediction.tokens(),
                prediction.truncated(),
                offset.value(),
                prediction.trace().kept(),
                spans(rationale, explanation.text()),
                rationale.total());
    }

    private static Map<String, Float> probabilities(Prediction prediction) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < prediction.labels().size(); c++) {
            probabilities.put(prediction.labels().get(c), prediction.probabilities()[c]);
        }
        return probabilities;
    }

    private static List<Span> spans(Rationale rationale, String text) {
        return rationale.spans().stream()
                .map(span -> new Span(span.start(), span.end(), span.of(text), span.score(), span.layer()))
                .toList();
    }
}
