package dev.winnow.model.plausibility;

import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.Random;

/** Scores by chance: what any explanation has to beat. The same seed and order of documents give the same scores. */
public final class RandomScorer implements TokenScorer {
    private final Random random;

    public RandomScorer(long seed) {
        random = new Random(seed);
    }

    @Override
    public float[][] score(List<TokenizedText> documents) {
        float[][] scores = new float[documents.size()][];
        for (int d = 0; d < scores.length; d++) {
            scores[d] = new float[documents.get(d).length()];
            for (int i = 0; i < scores[d].length; i++) {
                scores[d][i] = random.nextFloat();
            }
        }
        return scores;
    }
}
