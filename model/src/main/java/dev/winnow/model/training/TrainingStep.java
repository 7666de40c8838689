package dev.winnow.model.training;

import java.time.Duration;

/**
 * Where a training loop is.
 *
 * @param phase the stage
 * @param epoch from 1
 * @param epochs planned; an early stop may spare some
 * @param step steps done, over all epochs
 * @param steps planned
 * @param loss mean over the epoch so far
 * @param documentsPerSecond since this process began or continued the stage
 * @param left to the end of the stage at this speed
 */
public record TrainingStep(
        TrainingProgress.Phase phase,
        int epoch,
        int epochs,
        long step,
        long steps,
        double loss,
        double documentsPerSecond,
        Duration left) {}
