package dev.winnow.model.onnx;

import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.Collections;
import java.util.List;

/**
 * Batches that a runtime sees before any document does. TensorRT builds an engine for the range of shapes it has met, and builds
 * it again, for minutes, when a shape lies outside: so it meets the smallest and the largest of every dimension at once. Explicit
 * profiles would want the shapes of all tensors between its part of the graph and CUDA's.
 */
final class WarmUp {
    private static final DeltaOffset MOST_LEAVE = new DeltaOffset(1);

    private WarmUp() {}

    /** One batch and how to reduce it. */
    record Step(PackedBatch batch, DeltaOffset offset) {}

    /**
     * From the smallest to the largest.
     *
     * @param tokens tokens of the largest batch
     * @param documents the most documents of a batch
     * @param longest tokens of the longest document
     */
    static List<Step> steps(int tokens, int documents, int longest) {
        int most = Math.max(tokens, longest);
        PackedBatch fewLong = batch(most / longest, longest);
        PackedBatch manyShort = batch(documents, Math.max(2, most / documents));
        return List.of(
                new Step(batch(1, 2), MOST_LEAVE),
                new Step(fewLong, MOST_LEAVE),
                new Step(fewLong, DeltaOffset.FULL),
                new Step(manyShort, MOST_LEAVE),
                new Step(manyShort, DeltaOffset.FULL));
    }

    private static PackedBatch batch(int documents, int length) {
        return PackedBatch.of(Collections.nCopies(documents, new TokenizedText(new long[length], false)));
    }
}
