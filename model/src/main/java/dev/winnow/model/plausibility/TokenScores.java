package dev.winnow.model.plausibility;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The scores of one document's word tokens beside what people marked.
 *
 * @param scores one per token, [CLS] and [SEP] left out; none negative; at least one
 * @param marked whether a token overlaps a passage that people marked
 */
record TokenScores(float[] scores, boolean[] marked) {
    TokenScores {
        if (scores.length == 0 || scores.length != marked.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores do not fit " + marked.length + " tokens, or there is none");
        }
    }

    int markedTokens() {
        return (int) IntStream.range(0, marked.length).filter(i -> marked[i]).count();
    }

    /**
     * Average precision: the mean, over the marked tokens, of the share of marked ones among all tokens that score at least
     * as high. Tokens of equal score come in together, as in scikit-learn: their order in the text must not count, and where
     * all are equal the result is the share of marked tokens, which is chance.
     *
     * @throws IllegalStateException where no token is marked
     */
    double averagePrecision() {
        int all = markedTokens();
        if (all == 0) {
            throw new IllegalStateException("there is no average precision where no token is marked");
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        int found = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            int foundBefore = found;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                found += marked[order[to++]] ? 1 : 0;
            }
            sum += (found - foundBefore) * ((double) found / to);
            from = to;
        }
        return sum / all;
    }

    /**
     * Share of the tokens nobody marked that score above 1/n once the n scores are scaled to add up to 1: more than their even
     * share. {@code NaN} where all tokens are marked.
     */
    double falsePositiveRate() {
        double sum = 0;
        for (float score : scores) {
            sum += score;
        }
        int unmarked = scores.length - markedTokens();
        int above = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!marked[i] && scores[i] * (double) scores.length > sum) {
                above++;
            }
        }
        return unmarked == 0 ? Double.NaN : (double) above / unmarked;
    }
}
