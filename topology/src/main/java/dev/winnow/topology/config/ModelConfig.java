package dev.winnow.topology.config;

import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.reduction.DeltaOffset;

/**
 * How much of a document the model computes, and how much of that its result says.
 *
 * @param deltaOffset -1 is the full encoder, 0 as trained, larger faster
 * @param rationaleSpans spans of a rationale at most; 0 writes none
 * @param shadowShare share of the documents that the full encoder is asked about too, when the engine has the time
 */
public record ModelConfig(double deltaOffset, int rationaleSpans, double shadowShare) {

    private static final double DEFAULT_SHADOW_SHARE = 0.01;

    public ModelConfig {
        Checks.inRange("delta-offset", deltaOffset, -1, 1);
        Checks.inRange("rationale-spans", rationaleSpans, 0, 1_000);
        Checks.inRange("shadow-share", shadowShare, 0, 1);
    }

    public static ModelConfig defaults() {
        return new ModelConfig(0, Rationale.DEFAULT_SPANS, DEFAULT_SHADOW_SHARE);
    }

    /** The knob as the model takes it. */
    public DeltaOffset offset() {
        return new DeltaOffset(deltaOffset);
    }
}
