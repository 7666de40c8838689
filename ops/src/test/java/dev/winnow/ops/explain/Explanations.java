package dev.winnow.ops.explain;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Explanations with made-up traces: a token for each run of characters that are no blanks, [CLS] and [SEP] around them. */
final class Explanations {
    static final int LAYERS = 3;

    private Explanations() {}

    /**
     * @param reached layers that each word goes through; its score is a hundredth of that
     */
    static Explanation of(String text, int... reached) {
        List<MatchResult> words =
                Pattern.compile("\\S+").matcher(text).results().toList();
        int tokens = reached.length + 2;
        int[] starts = new int[tokens];
        int[] ends = new int[tokens];
        int[] numbers = new int[tokens];
        int[] layers = new int[tokens];
        float[] scores = new float[tokens];
        numbers[0] = -1;
        numbers[tokens - 1] = -1;
        layers[0] = LAYERS;
        for (int i = 0; i < reached.length; i++) {
            starts[i + 1] = words.get(i).start();
            ends[i + 1] = words.get(i).end();
            numbers[i + 1] = i;
            layers[i + 1] = reached[i];
            scores[i + 1] = reached[i] / 100f;
        }
        boolean truncated = words.size() > reached.length;
        return new Explanation(
                text,
                new TokenizedText(new long[tokens], starts, ends, numbers, truncated),
                prediction(new TokenTrace(LAYERS, layers, scores), truncated));
    }

    /** The same, where no token was scored. */
    static Explanation unscored(String text) {
        int[] reached = new int[text.split("\\s+").length];
        Arrays.fill(reached, LAYERS);
        Explanation scored = of(text, reached);
        return new Explanation(
                text,
                scored.tokens(),
                prediction(TokenTrace.full(scored.tokens().length(), LAYERS), false));
    }

    private static Prediction prediction(TokenTrace trace, boolean truncated) {
        return new Prediction(List.of("so & so", "other"), new float[] {0.75f, 0.25f}, trace, truncated);
    }
}
