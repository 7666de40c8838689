package dev.winnow.model.plausibility;

import dev.winnow.model.dataset.DatasetException;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.Span;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares explanations with human rationales over many documents: plausibility, as DeYoung et al. (ERASER, ACL 2020) call it
 * and HateXplain (Mathew et al., AAAI 2021) measures it. There are two annotations, because what one annotator at least marked
 * and what most of them marked differ by more than half of the tokens.
 */
public final class RationaleComparison {
    /** Documents scored at a time. */
    private static final int BATCH = 32;

    private final List<Example> examples;
    private final List<TokenizedText> tokens;

    /**
     * Chooses the documents in which somebody marked something.
     *
     * @throws DatasetException if there is none
     */
    public RationaleComparison(List<Example> examples, Function<String, TokenizedText> tokenizer) {
        this.examples = examples.stream()
                .filter(example -> !example.rationaleAny().isEmpty()
                        || !example.rationale().isEmpty())
                .toList();
        if (this.examples.isEmpty()) {
            throw new DatasetException(
                    "no document of the split has a rationale: a field 'rationale' or 'rationale_any'"
                            + " with pairs of character positions");
        }
        this.tokens = this.examples.stream()
                .map(example -> tokenizer.apply(example.text()))
                .toList();
    }

    /** Documents in which somebody marked something. */
    public int documents() {
        return examples.size();
    }

    /** Scores of all tokens, document by document; {@code progress} gets the number of documents done so far. */
    public float[][] score(TokenScorer scorer, LongConsumer progress) {
        float[][] scores = new float[tokens.size()][];
        List<Integer> order = byLength();
        for (int from = 0; from < scores.length; from += BATCH) {
            List<Integer> batch = order.subList(from, Math.min(from + BATCH, scores.length));
            float[][] some = scorer.score(batch.stream().map(tokens::get).toList());
            for (int i = 0; i < some.length; i++) {
                scores[batch.get(i)] = some[i];
            }
            progress.accept(from + batch.size());
        }
        return scores;
    }

    /** Documents of like length beside each other: some scorers pad. */
    private List<Integer> byLength() {
        return IntStream.range(0, tokens.size())
                .boxed()
                .sorted(Comparator.comparingInt(d -> tokens.get(d).length()))
                .toList();
    }

    /** Against what at least one annotator marked. */
    public Plausibility againstAny(float[][] scores) {
        return against(scores, Example::rationaleAny);
    }

    /** Against what most annotators marked. */
    public Plausibility againstMajority(float[][] scores) {
        return against(scores, Example::rationale);
    }

    /**
     * Averages over the documents. One in which no token that the model read is marked does not count; one in which all are
     * marked has no false positive rate, and counts for the average precision alone.
     */
    private Plausibility against(float[][] scores, Function<Example, List<Span>> annotation) {
        List<TokenScores> marked = new ArrayList<>();
        for (int d = 0; d < scores.length; d++) {
            MarkedDocument document = MarkedDocument.of(tokens.get(d), annotation.apply(examples.get(d)));
            if (document.isMarked()) {
                marked.add(document.scores(scores[d]));
            }
        }
        return new Plausibility(
                mean(marked, TokenScores::averagePrecision),
                mean(marked, TokenScores::falsePositiveRate),
                marked.size());
    }

    /** The mean of those that are numbers, 0 where none is. */
    private static double mean(List<TokenScores> scores, ToDoubleFunction<TokenScores> measure) {
        return scores.stream()
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }
}
