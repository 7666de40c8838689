package dev.winnow.model.evaluation;

import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.reduction.DeltaOffset;

/** Counts the floating-point operations that one document took, so that what is measured needs not know the encoder. */
public interface FlopsMeter {

    /** FLOPs of the full encoder on a document of so many tokens, special ones included. */
    double full(int tokens);

    /** FLOPs spent on a document with this trace at this offset, contribution predictors included. */
    double spent(TokenTrace trace, DeltaOffset offset);
}
