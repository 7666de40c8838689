package dev.winnow.model.encoder;

/**
 * What one training step measured before it changed the weights.
 *
 * @param loss what was minimised
 * @param task cross-entropy, or its mixture with distillation
 * @param divergence Σ (L − l) KL(saliency ‖ contribution scores), a mean over documents; 0 where no token may leave
 * @param length mean share of tokens that a layer computes; 0 where no token may leave
 * @param gradientNorm before it was clipped
 */
public record StepResult(double loss, double task, double divergence, double length, double gradientNorm) {}
