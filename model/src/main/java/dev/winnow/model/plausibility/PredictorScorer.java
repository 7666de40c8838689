package dev.winnow.model.plausibility;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/** The contribution scores of the model's own predictors, averaged over all layers. */
public final class PredictorScorer implements TokenScorer {
    /**
     * Scores every token in every layer and lets none go: the threshold is clamped to 0 where what was learnt is below 1, and
     * is a millionth of an even share where it is 1. At -1 itself nothing is scored.
     */
    private static final DeltaOffset ALL_SCORED = new DeltaOffset(-1 + 1e-6);

    private final Classifier classifier;

    public PredictorScorer(Classifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public float[][] score(List<TokenizedText> documents) {
        List<Prediction> predictions = classifier.classify(documents, ALL_SCORED);
        return predictions.stream()
                .map(prediction -> prediction.trace().scores())
                .toArray(float[][]::new);
    }
}
