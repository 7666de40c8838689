package dev.winnow.model.evaluation;

import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;

/**
 * Two engines on one model, document by document: whether they say the same, and how long each takes.
 *
 * <p>Where rounding puts a token on the other side of its threshold, the documents are two different inputs to the layers behind.
 * They are counted on their own, and the largest difference of logits is taken over the others.
 */
public final class EncoderParity {
    private final BatchEncoder reference;
    private final BatchEncoder other;
    private final DeltaOffset offset;
    private long documents;
    private long tokens;
    private long otherTokens;
    private long otherTokenDocuments;
    private long otherLabels;
    private long otherLabelsOfSameTokens;
    private double logitDifference;
    private long referenceNanos;
    private long otherNanos;

    /** Compares at one offset. */
    public EncoderParity(BatchEncoder reference, BatchEncoder other, DeltaOffset offset) {
        this.reference = reference;
        this.other = other;
        this.offset = offset;
    }

    /**
     * What was found.
     *
     * @param offset δ offset
     * @param documents documents compared
     * @param tokens their tokens
     * @param otherTokens tokens that came to another layer
     * @param otherTokenDocuments documents with such a token
     * @param otherLabels documents with another label
     * @param otherLabelsOfSameTokens of these the ones whose tokens came to the same layers
     * @param logitDifference the largest difference of a logit where all tokens came to the same layers
     * @param referenceSeconds that the reference took
     * @param otherSeconds that the other took
     */
    public record Result(
            double offset,
            long documents,
            long tokens,
            long otherTokens,
            long otherTokenDocuments,
            long otherLabels,
            long otherLabelsOfSameTokens,
            double logitDifference,
            double referenceSeconds,
            double otherSeconds) {}

    /** Has both compute the batch. */
    public void compare(PackedBatch batch) {
        long start = System.nanoTime();
        ReducedBatch expected = reference.reduce(batch, offset);
        long between = System.nanoTime();
        ReducedBatch found = other.reduce(batch, offset);
        otherNanos += System.nanoTime() - between;
        referenceNanos += between - start;
        for (int d = 0; d < batch.documents(); d++) {
            compare(batch, d, expected, found);
        }
    }

    private void compare(PackedBatch batch, int document, ReducedBatch expected, ReducedBatch found) {
        int differing = 0;
        for (int t = (int) batch.cuLengths()[document]; t < batch.cuLengths()[document + 1]; t++) {
            differing += expected.reached()[t] == found.reached()[t] ? 0 : 1;
            tokens++;
        }
        int classes = expected.logits().length / batch.documents();
        int from = document * classes;
        boolean sameLabel = new ClassScores(expected.logits(), from, classes).best()
                == new ClassScores(found.logits(), from, classes).best();
        documents++;
        otherTokens += differing;
        otherTokenDocuments += differing == 0 ? 0 : 1;
        otherLabels += sameLabel ? 0 : 1;
        if (differing == 0) {
            otherLabelsOfSameTokens += sameLabel ? 0 : 1;
            for (int c = from; c < from + classes; c++) {
                logitDifference = Math.max(logitDifference, Math.abs(expected.logits()[c] - found.logits()[c]));
            }
        }
    }

    /** What was found so far. */
    public Result result() {
        return new Result(
                offset.value(),
                documents,
                tokens,
                otherTokens,
                otherTokenDocuments,
                otherLabels,
                otherLabelsOfSameTokens,
                logitDifference,
                referenceNanos / 1e9,
                otherNanos / 1e9);
    }
}
