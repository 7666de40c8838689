package dev.winnow.model.training.stages;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.ValidationPoint;
import java.util.List;
import java.util.Map;

/** What {@link EpochLoop} trains. */
interface StageTask {

    /**
     * What a step reports.
     *
     * @param loss mean over the batch, penalties included
     * @param task its first part: cross-entropy, or its mixture with distillation
     * @param gradientNorm before it was clipped; where it is not finite, neither are the weights any more
     */
    record Step(double loss, double task, double gradientNorm) {}

    /**
     * Learns from a batch. Apart from the weights, what happens may depend on the arguments alone.
     *
     * @param documents indexes of training documents
     * @param step from 1, over all epochs
     * @param steps planned
     */
    Step step(int[] documents, long step, long steps);

    /** Measures the model on validation; throws {@link TrainingStoppedException} if it is to stop. */
    List<ValidationPoint> validate();

    /** η of each layer; empty where nothing is reduced. */
    List<Double> thresholds();

    /** Whether an epoch's result is to be preferred to the best so far. */
    boolean isBetter(EpochRecord epoch, EpochRecord best);

    /** All that {@link #restore} needs: weights and the optimizer's moments. */
    Map<String, FloatTensor> state();

    void restore(Map<String, FloatTensor> state);

    /** The weights alone. */
    Map<String, FloatTensor> weights();
}
