package dev.winnow.model.training.stages;

import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.TrainingStep;
import java.util.function.BooleanSupplier;

/**
 * Ends the fitting of a head when the training is to stop: it has no checkpoints and asks nobody, but it reports. The loops
 * ask for themselves, because they have to write a checkpoint first.
 */
record StoppableProgress(TrainingProgress progress, BooleanSupplier stop) implements TrainingProgress {

    @Override
    public void update(Phase phase, long done, long total) {
        if ((phase == Phase.FEATURES || phase == Phase.FIT) && stop.getAsBoolean()) {
            throw new TrainingStoppedException(
                    "stopped while the head was fitted; run the same command to begin again");
        }
        progress.update(phase, done, total);
    }

    @Override
    public void step(TrainingStep step) {
        progress.step(step);
    }

    @Override
    public void epoch(Phase phase, EpochRecord epoch) {
        progress.epoch(phase, epoch);
    }
}
