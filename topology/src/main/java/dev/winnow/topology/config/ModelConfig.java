package dev.winnow.topology.config;

import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.reduction.DeltaOffset;

/**
 * How much of a document the model computes, and how much of that its result says.
 *
 * @param deltaOffset -1 is the full encoder, 0 as trained, larger faster
 * @param rationaleSpans spans of a rationale at most; 0 writes none
 */
public record ModelConfig(double deltaOffset, int rationaleSpans) {

    public ModelConfig {
        Checks.inRange("delta-offset", deltaOffset, -1, 1);
        Checks.inRange("rationale-spans", rationaleSpans, 0, 1_000);
    }

    public static ModelConfig defaults() {
        return new ModelConfig(0, Rationale.DEFAULT_SPANS);
    }

    /** The knob as the model takes it. */
    public DeltaOffset offset() {
        return new DeltaOffset(deltaOffset);
    }
}
