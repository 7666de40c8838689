package dev.winnow.model.training.stages;

import dev.winnow.model.training.schedule.Growth;
import dev.winnow.model.training.schedule.OffsetSampling;
import java.util.Map;
import java.util.TreeMap;

/**
 * How reduction is trained: the joint stage of AdapLeR (Modarressi et al., ACL 2022, arXiv 2203.08991).
 *
 * @param epochs passes over the training documents; all are made, because what grows over them is meant to grow to its end
 * @param learningRate highest value for the weights
 * @param predictorLearningRate highest value for the contribution predictors
 * @param thresholdLearningRate for η and θ; it does not fall, because the weight of the lengths grows until the end
 * @param saliencyWeight γ, what the predictors' distance from the saliencies counts
 * @param saliencyPower to which saliencies are raised before they are shared out; above 1 the predictors become more decided
 * @param distillation share of the fine-tuned encoder's class probabilities in what is learnt, 0 to 1; the labels have the rest
 * @param growth λ and φ
 * @param sampling δ offsets of the batches
 */
public record ReduceSettings(
        int epochs,
        double learningRate,
        double predictorLearningRate,
        double thresholdLearningRate,
        double saliencyWeight,
        double saliencyPower,
        double distillation,
        Growth growth,
        OffsetSampling sampling) {
    public ReduceSettings {
        Settings.require(epochs >= 1, "reduce-epochs must be 1 or more, not " + epochs);
        Settings.require(learningRate > 0, "reduce-learning-rate must be above 0, not " + learningRate);
        Settings.require(
                thresholdLearningRate >= 0, "threshold-learning-rate must be 0 or more, not " + thresholdLearningRate);
        Settings.require(
                predictorLearningRate > 0, "predictor-learning-rate must be above 0, not " + predictorLearningRate);
        Settings.require(saliencyWeight >= 0, "gamma must be 0 or more, not " + saliencyWeight);
        Settings.require(saliencyPower > 0, "saliency-power must be above 0, not " + saliencyPower);
        Settings.require(distillation >= 0 && distillation <= 1, "distillation must be 0 to 1, not " + distillation);
    }

    /** What did well on validation; the authors' own values are for twelve layers and one operating point. */
    public static ReduceSettings defaults() {
        return new ReduceSettings(
                4, 5e-5, 1e-3, 5e-3, 0.01, 3, 0.7, new Growth(10, 1e3, 1, 0.5), new OffsetSampling(0.1, 0, 1));
    }

    /** All of it by the names of the command line. */
    Map<String, String> byName() {
        Map<String, String> values = new TreeMap<>();
        values.put("reduce-epochs", String.valueOf(epochs));
        values.put("reduce-learning-rate", String.valueOf(learningRate));
        values.put("predictor-learning-rate", String.valueOf(predictorLearningRate));
        values.put("threshold-learning-rate", String.valueOf(thresholdLearningRate));
        values.put("gamma", String.valueOf(saliencyWeight));
        values.put("saliency-power", String.valueOf(saliencyPower));
        values.put("distillation", String.valueOf(distillation));
        values.put("lambda", growth.slopeStart() + ".." + growth.slopeEnd());
        values.put("phi", String.valueOf(growth.lengthWeight()));
        values.put("phi-ramp", String.valueOf(growth.lengthRamp()));
        values.put("full-share", String.valueOf(sampling.fullShare()));
        values.put("offsets", sampling.lowest() + ".." + sampling.highest());
        return values;
    }
}
