package dev.winnow.model.training.stages;

import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.schedule.BatchPlan;
import java.time.Duration;
import java.util.List;

/**
 * How long a training loop runs and what its steps read.
 *
 * @param phase for the display
 * @param lengths tokens of each training document
 * @param batch documents in a step
 * @param epochs at most
 * @param patience epochs that are not better than the best after which it ends
 * @param seed of the order
 * @param checkpointEvery time between checkpoints
 */
record LoopPlan(
        TrainingProgress.Phase phase,
        int[] lengths,
        int batch,
        int epochs,
        int patience,
        long seed,
        Duration checkpointEvery) {

    int stepsPerEpoch() {
        return BatchPlan.batches(lengths.length, batch);
    }

    long steps() {
        return (long) epochs * stepsPerEpoch();
    }

    List<int[]> batches(int epoch) {
        return BatchPlan.of(lengths, batch, seed, epoch);
    }

    /** Whether the loop ends after so many epochs. */
    boolean isLast(int epochsDone, int bestEpoch) {
        return epochsDone >= epochs || epochsDone - bestEpoch >= patience;
    }
}
