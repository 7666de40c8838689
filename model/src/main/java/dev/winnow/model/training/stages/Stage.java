package dev.winnow.model.training.stages;

import java.util.Locale;

/** The stages of a training, in their order. */
public enum Stage {
    /** A linear head on the frozen encoder. */
    PROBE,
    /** All layers and the head, by cross-entropy; begins with the head of a probe. */
    FINETUNE,
    /** What each token of the training documents contributes to the label, and what the fine-tuned encoder says of them. */
    SALIENCY,
    /** Contribution predictors and thresholds learn which tokens to drop, and the layers to do without them. */
    REDUCE;

    /** Name in options and of the part of the work folder. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
