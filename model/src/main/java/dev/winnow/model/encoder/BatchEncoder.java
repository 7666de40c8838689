package dev.winnow.model.encoder;

import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;

/**
 * An encoder with its head that computes packed batches, whatever runs it.
 *
 * <p>Safe for use by several threads. {@link #close()} must come after the last call has returned.
 */
public interface BatchEncoder extends AutoCloseable {

    /** L, the number of layers. */
    int layers();

    /** What the encoder computes in: what was asked for, or {@link Precision#FP32} where that is not available. */
    Precision precision();

    /**
     * Classes of documents whose tokens leave on their way, as {@code offset} says. With {@link DeltaOffset#FULL}, or without a
     * reduction, all stay. A document's result does not depend on the others of its batch.
     */
    ReducedBatch reduce(PackedBatch batch, DeltaOffset offset);

    @Override
    void close();
}
