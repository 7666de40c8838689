package dev.winnow.model.encoder;

import dev.winnow.model.reduction.DeltaOffset;

/**
 * What one training step does.
 *
 * @param number of the step, from 1, for Adam's bias correction
 * @param seed of its random numbers
 * @param learningRate of encoder and head
 * @param predictorLearningRate of the contribution predictors
 * @param thresholdLearningRate of thresholds η and scales θ
 * @param weightDecay of the matrices of encoder and head
 * @param dropout share of values dropped; 0 switches it off
 * @param clip the greatest norm of the gradient
 * @param offset at which tokens leave, softly; {@link DeltaOffset#FULL} trains the full encoder
 * @param slope λ of soft removal
 * @param divergence γ, weight of the divergence of contribution scores from saliencies
 * @param length φ, weight of the share of tokens kept, felt by the thresholds alone
 * @param distillation share of the teacher's probabilities in the target; 0 is cross-entropy
 */
public record StepSettings(
        long number,
        long seed,
        double learningRate,
        double predictorLearningRate,
        double thresholdLearningRate,
        double weightDecay,
        double dropout,
        double clip,
        DeltaOffset offset,
        double slope,
        double divergence,
        double length,
        double distillation) {

    /** In the order in which {@code training_encoder.py} reads them. */
    float[] values() {
        double[] values = {
            learningRate,
            predictorLearningRate,
            thresholdLearningRate,
            weightDecay,
            dropout,
            clip,
            number,
            offset.value(),
            slope,
            divergence,
            length,
            distillation
        };
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
