package dev.winnow.model.plausibility;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;

/**
 * Compares explanations with human rationales over many documents: plausibility, as DeYoung et al. (ERASER, ACL 2020) call it
 * and HateXplain (Mathew et al., AAAI 2021) measures it.
 */
public final class PlausibilityMeasure {
    /** Documents scored at a time. */
    private static final int BATCH = 32;

    private PlausibilityMeasure() {}

    /**
     * Scores the documents and averages over them. Those without a mark on what the model reads do not count; where all tokens
     * are marked there is no false positive rate, so that such a document counts for the average precision alone.
     *
     * @param progress gets the number of documents done so far
     */
    public static Plausibility of(TokenScorer scorer, List<MarkedDocument> documents, LongConsumer progress) {
        List<TokenScores> scores = new ArrayList<>();
        List<MarkedDocument> marked = byLength(documents);
        for (int from = 0; from < marked.size(); from += BATCH) {
            List<MarkedDocument> batch = marked.subList(from, Math.min(from + BATCH, marked.size()));
            List<TokenizedText> tokens =
                    batch.stream().map(MarkedDocument::tokens).toList();
            float[][] all = scorer.score(tokens);
            for (int d = 0; d < all.length; d++) {
                scores.add(batch.get(d).scores(all[d]));
            }
            progress.accept(scores.size());
        }
        return new Plausibility(
                mean(scores, TokenScores::averagePrecision),
                mean(scores, TokenScores::falsePositiveRate),
                scores.size());
    }

    /** Documents of like length beside each other: some scorers pad. */
    private static List<MarkedDocument> byLength(List<MarkedDocument> documents) {
        return documents.stream()
                .filter(MarkedDocument::isMarked)
                .sorted(Comparator.comparingInt(document -> document.tokens().length()))
                .toList();
    }

    /** The mean of those that are numbers; {@code NaN} where none is. */
    private static double mean(List<TokenScores> scores, ToDoubleFunction<TokenScores> measure) {
        return scores.stream()
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
