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

    /** The middle of what reduction is trained for. */
    private static final DeltaOffset REDUCED = new DeltaOffset(0.5);

    private final Classifier classifier;
    private final DeltaOffset offset;

    private PredictorScorer(Classifier classifier, DeltaOffset offset) {
        this.classifier = classifier;
        this.offset = offset;
    }

    /** What a rationale is made of: tokens leave, and one that has left scores no more. */
    public static PredictorScorer reduced(Classifier classifier) {
        return new PredictorScorer(classifier, REDUCED);
    }

    /** What the predictors say of every token in every layer, with nothing dropped. */
    public static PredictorScorer unreduced(Classifier classifier) {
        return new PredictorScorer(classifier, ALL_SCORED);
    }

    @Override
    public float[][] score(List<TokenizedText> documents) {
        List<Prediction> predictions = classifier.classify(documents, offset);
        return predictions.stream()
                .map(prediction -> prediction.trace().scores())
                .toArray(float[][]::new);
    }
}
