package dev.winnow.model.plausibility;

import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.encoder.TrainingBatch;
import dev.winnow.model.encoder.TrainingEncoder;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the full encoder says about its tokens when nothing was trained for it: the explanations that AdapLeR (Modarressi et
 * al., ACL 2022) compares itself with.
 */
public final class FullEncoderScorers {
    private final TrainingEncoder encoder;
    private final int classes;

    /** The caller closes the encoder. */
    public FullEncoderScorers(TrainingEncoder encoder, int classes) {
        this.encoder = encoder;
        this.classes = classes;
    }

    /** {@code attention}, {@code rollout} and {@code saliency}, in that order. */
    public Map<String, TokenScorer> byName() {
        Map<String, TokenScorer> scorers = new LinkedHashMap<>();
        scorers.put("attention", encoder::attention);
        scorers.put("rollout", encoder::rollout);
        scorers.put("saliency", this::saliency);
        return scorers;
    }

    /** Saliency for the class that the full encoder finds: the right one is not known where an explanation is wanted. */
    private float[][] saliency(List<TokenizedText> documents) {
        ReducedBatch found = encoder.classify(documents, DeltaOffset.FULL);
        int[] predicted = new int[documents.size()];
        for (int d = 0; d < predicted.length; d++) {
            predicted[d] = new ClassScores(found.logits(), d * classes, classes).best();
        }
        return encoder.saliency(new TrainingBatch(documents, predicted));
    }
}
