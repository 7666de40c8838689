package dev.winnow.model.rationale;

import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Comparator;
import java.util.List;

/**
 * The parts of a document that the model kept, for people: tokens are pieces of words in a vocabulary nobody reads.
 *
 * <ul>
 *   <li>A token survived where it went through every layer. Where none but the special ones did, which a high offset
 *       brings about, those that came furthest stand in for it, and their layer says so.
 *   <li>A word is whole: it is there with all its sub-words where one of them survived.
 *   <li>Surviving words with nothing between them are one span: {@code don't}, an address, Chinese. Words with white space
 *       between them are spans of their own. Joining those as well was rejected: all survivors went through the same number
 *       of layers, so a document of which most is kept would become a few long spans, ordered by their length.
 *   <li>Special tokens are left out.
 * </ul>
 *
 * @param spans the best ones, highest score first; of equals the earlier one
 * @param total how many there were before the cap; 0 where nothing was scored: with the full encoder, offset -1, or a
 *     model that was not trained for reduction, every token stays, and so none stands out
 */
public record Rationale(List<RationaleSpan> spans, int total) {
    /** How many spans people want to see of a document. */
    public static final int DEFAULT_SPANS = 16;

    private static final Rationale NONE = new Rationale(List.of(), 0);
    private static final Comparator<RationaleSpan> BEST_FIRST =
            Comparator.comparingDouble(RationaleSpan::score).reversed().thenComparingInt(RationaleSpan::start);

    public Rationale {
        spans = List.copyOf(spans);
        if (total < spans.size()) {
            throw new IllegalArgumentException("there are more spans than " + total);
        }
    }

    /**
     * What survived of a document.
     *
     * @param most spans at most
     * @throws IllegalArgumentException where the trace is not one of these tokens
     */
    public static Rationale of(TokenizedText tokens, TokenTrace trace, int most) {
        if (trace.tokens() != tokens.length()) {
            throw new IllegalArgumentException(
                    "a trace of %d tokens is none of a document of %d".formatted(trace.tokens(), tokens.length()));
        }
        if (!isScored(trace)) {
            return NONE;
        }
        List<RationaleSpan> all = new SurvivingWords(tokens, trace).spans();
        return new Rationale(all.stream().sorted(BEST_FIRST).limit(most).toList(), all.size());
    }

    private static boolean isScored(TokenTrace trace) {
        for (float score : trace.scores()) {
            if (score != 0) {
                return true;
            }
        }
        return false;
    }
}
