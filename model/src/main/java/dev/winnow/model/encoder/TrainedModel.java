package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.reduction.Reduction;
import java.util.Map;

/**
 * What a training gave.
 *
 * @param weights all weights of the encoder by their checkpoint names
 * @param head the classifier
 * @param reduction predictors and thresholds
 */
public record TrainedModel(Map<String, FloatTensor> weights, LinearHead head, Reduction reduction) {}
