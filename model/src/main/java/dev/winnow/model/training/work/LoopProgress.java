package dev.winnow.model.training.work;

import dev.winnow.model.training.EpochRecord;
import java.util.List;

/**
 * Where a training loop was when a checkpoint was written; beside the tensors, all that it needs to go on as if nothing had
 * happened.
 *
 * @param step steps done, over all epochs
 * @param epoch the epoch that is under way, from 1
 * @param batch batches of it that are done
 * @param sums of the epoch so far
 * @param curve epochs done
 * @param bestEpoch the epoch with the best validation result, 0 before the first
 * @param seconds spent on the stage so far, in all its runs
 */
public record LoopProgress(
        long step, int epoch, int batch, EpochSums sums, List<EpochRecord> curve, int bestEpoch, double seconds) {
    public LoopProgress {
        curve = List.copyOf(curve);
    }

    /** Before the first step. */
    public static LoopProgress start() {
        return new LoopProgress(0, 1, 0, EpochSums.ZERO, List.of(), 0, 0);
    }
}
