package dev.winnow.model.training.stages;

import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.TrainingStep;
import java.util.function.BooleanSupplier;

/**
 * Ends the fitting of a head and the measuring of a written bundle when the training is to stop: they have no checkpoints and
 * ask nobody, but they report. The loops ask for themselves, because they have to write a checkpoint first.
 */
record StoppableProgress(TrainingProgress progress, BooleanSupplier stop) implements TrainingProgress {

    @Override
    public void update(Phase phase, long done, long total) {
        String ended =
                switch (phase) {
                    case FEATURES, FIT -> "stopped while the head was fitted; run the same command to begin again";
                    case MEASURE, CALIBRATE, PRECISIONS ->
                        "stopped while the written bundle was measured; run the same command to measure it again";
                    case FINETUNE, SALIENCY, REDUCE -> "";
                };
        if (!ended.isEmpty() && stop.getAsBoolean()) {
            throw new TrainingStoppedException(ended);
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
