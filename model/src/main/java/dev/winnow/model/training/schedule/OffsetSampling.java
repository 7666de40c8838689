package dev.winnow.model.training.schedule;

import dev.winnow.model.reduction.DeltaOffset;
import java.util.Random;

/**
 * The δ offset of each step of the joint stage. A model that saw one offset alone is at a loss at any other, so every batch
 * draws its own, as LengthDrop (Kim and Cho, ACL 2021) draws lengths: the full encoder for a share of them, which keeps the
 * slow end of the curve good, and an even draw from a range for the others.
 *
 * @param fullShare share of the batches that keep all tokens, 0 to 1
 * @param lowest offset of the range, above -1
 * @param highest offset of the range, at most 1
 */
public record OffsetSampling(double fullShare, double lowest, double highest) {
    public OffsetSampling {
        if (!(fullShare >= 0 && fullShare <= 1)) {
            throw new IllegalArgumentException("the share of full batches must be 0 to 1, not " + fullShare);
        }
        if (!(lowest > -1 && lowest <= highest && highest <= 1)) {
            throw new IllegalArgumentException(
                    "offsets are drawn from a range above -1 and up to 1, not %s to %s".formatted(lowest, highest));
        }
    }

    /** The offset of a step. */
    public DeltaOffset at(long seed, long step) {
        Random random = Seeds.OFFSET.random(seed, step);
        boolean full = random.nextDouble() < fullShare;
        double offset = lowest + (highest - lowest) * random.nextDouble();
        return full ? DeltaOffset.FULL : new DeltaOffset(offset);
    }
}
