package dev.winnow.ops.explain;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;

/**
 * A document with everything that is known about its label.
 *
 * @param text as it came
 * @param tokens what the model read of it
 * @param prediction what it made of that
 */
public record Explanation(String text, TokenizedText tokens, Prediction prediction) {

    /**
     * A part of the text that one token stands for, or several where the tokenizer takes a character apart.
     *
     * @param start first index
     * @param end index behind it
     * @param reached layers it went through
     * @param score its contribution score
     */
    public record Segment(int start, int end, int reached, float score) {
        private Segment with(Segment other) {
            return new Segment(
                    Math.min(start, other.start),
                    Math.max(end, other.end),
                    Math.max(reached, other.reached),
                    score + other.score);
        }
    }

    /** What the model kept, this many spans at most. */
    public Rationale rationale(int most) {
        return Rationale.of(tokens, prediction.trace(), most);
    }

    /** The parts of the text that were read, in their order and without overlap; what lies between has no token. */
    public List<Segment> segments() {
        TokenTrace trace = prediction.trace();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < tokens.length(); i++) {
            if (tokens.isSpecial(i)) {
                continue;
            }
            Segment segment = new Segment(tokens.starts()[i], tokens.ends()[i], trace.reached()[i], trace.scores()[i]);
            int last = segments.size() - 1;
            if (last >= 0 && segment.start() < segments.get(last).end()) {
                segments.set(last, segments.get(last).with(segment));
            } else {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** Tokens that each layer computes, from the first to the last; special ones included. */
    public List<Integer> tokensByLayer() {
        List<Integer> counts = new ArrayList<>();
        for (int layer = 1; layer <= prediction.trace().layers(); layer++) {
            int computed = 0;
            for (int reached : prediction.trace().reached()) {
                computed += reached >= layer ? 1 : 0;
            }
            counts.add(computed);
        }
        return counts;
    }
}
