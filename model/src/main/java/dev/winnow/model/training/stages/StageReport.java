package dev.winnow.model.training.stages;

import dev.winnow.model.training.EpochRecord;
import java.util.List;

/**
 * What a training loop did.
 *
 * @param curve its epochs
 * @param bestEpoch the one whose weights are the result
 * @param steps made
 * @param seconds they took, in all runs together
 */
public record StageReport(List<EpochRecord> curve, int bestEpoch, long steps, double seconds) {
    public StageReport {
        curve = List.copyOf(curve);
    }

    /** The epoch whose weights are the result. */
    public EpochRecord best() {
        return curve.get(bestEpoch - 1);
    }
}
