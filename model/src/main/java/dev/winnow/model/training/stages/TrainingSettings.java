package dev.winnow.model.training.stages;

import dev.winnow.model.encoder.StepSettings;
import dev.winnow.model.probe.ProbeSettings;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.training.schedule.Seeds;
import dev.winnow.model.training.schedule.WarmUpAndDecay;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model is trained.
 *
 * @param seed of all that is random; the same one gives the same model, up to the rounding of parallel sums
 * @param batch documents a step learns from
 * @param maxTokens what training reads of a text; the model itself may read more, and does ({@code probe.maxTokens})
 * @param bf16 whether the linear layers compute in 16-bit brain floats; weights and gradients' sums stay 32-bit
 * @param weightDecay AdamW's, on matrices
 * @param dropout share of activations set to 0 in a step
 * @param clip the longest gradient; longer ones are shortened to it
 * @param warmUp share of the steps in which the learning rate rises
 * @param threads native threads of a step
 * @param probe the first stage
 * @param probeDocuments documents that a head to begin fine-tuning with is fitted on; more of them cost minutes and change
 *     little
 * @param finetune the second stage
 * @param reduce the last stage
 * @param checkpointEvery time between checkpoints; at most so much of the work is lost when the process is killed
 */
public record TrainingSettings(
        long seed,
        int batch,
        int maxTokens,
        boolean bf16,
        double weightDecay,
        double dropout,
        double clip,
        double warmUp,
        int threads,
        ProbeSettings probe,
        int probeDocuments,
        FinetuneSettings finetune,
        ReduceSettings reduce,
        Duration checkpointEvery) {
    public TrainingSettings {
        Settings.require(batch >= 1 && batch <= 1024, "batch must be 1 to 1024, not " + batch);
        Settings.require(maxTokens >= 3 && maxTokens <= 8192, "max-tokens must be 3 to 8192, not " + maxTokens);
        Settings.require(weightDecay >= 0, "weight-decay must be 0 or more, not " + weightDecay);
        Settings.require(dropout >= 0 && dropout < 1, "dropout must be 0 to below 1, not " + dropout);
        Settings.require(clip > 0, "clip must be above 0, not " + clip);
        Settings.require(warmUp >= 0 && warmUp < 1, "warm-up must be 0 to below 1, not " + warmUp);
        Settings.require(threads >= 1, "threads must be 1 or more, not " + threads);
        Settings.require(probeDocuments >= 2, "the head needs 2 documents or more, not " + probeDocuments);
        Settings.require(!checkpointEvery.isNegative(), "checkpoint-every must not be negative");
    }

    /** Settings that did well on validation. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(
                1,
                32,
                128,
                false,
                0.01,
                0.1,
                1.0,
                0.06,
                Runtime.getRuntime().availableProcessors(),
                ProbeSettings.defaults(),
                8_000,
                FinetuneSettings.defaults(),
                ReduceSettings.defaults(),
                Duration.ofSeconds(60));
    }

    /** A step of fine-tuning: no token leaves; {@code votes} is the share of votes in what is learnt. */
    StepSettings finetuneStep(long step, double rate, double votes) {
        return new StepSettings(
                step,
                Seeds.DROPOUT.of(seed, step),
                rate,
                0,
                0,
                weightDecay,
                dropout,
                clip,
                DeltaOffset.FULL,
                1,
                0,
                0,
                votes);
    }

    /** A step of the joint stage, of this number from 1. */
    StepSettings reduceStep(long step, long steps) {
        double done = (double) (step - 1) / steps;
        return new StepSettings(
                step,
                Seeds.DROPOUT.of(seed, step),
                new WarmUpAndDecay(reduce.learningRate(), warmUp, steps).at(step),
                new WarmUpAndDecay(reduce.predictorLearningRate(), warmUp, steps).at(step),
                reduce.thresholdLearningRate(),
                weightDecay,
                dropout,
                clip,
                reduce.sampling().at(seed, step),
                reduce.growth().slope(done),
                reduce.saliencyWeight(),
                reduce.growth().lengthWeight(done),
                reduce.distillation());
    }

    /** All that the result of fine-tuning depends on, by the names of the command line. */
    Map<String, String> finetuneByName() {
        Map<String, String> values = common();
        values.putAll(finetune.byName());
        return values;
    }

    /** All that saliencies depend on beside the fine-tuned weights. */
    Map<String, String> saliencyByName() {
        return new TreeMap<>(Map.of("max-tokens", String.valueOf(maxTokens), "bf16", String.valueOf(bf16)));
    }

    /** All that the result of the joint stage depends on beside saliencies and fine-tuned weights. */
    Map<String, String> reduceByName() {
        Map<String, String> values = common();
        values.putAll(reduce.byName());
        return values;
    }

    private Map<String, String> common() {
        Map<String, String> values = new TreeMap<>();
        values.put("seed", String.valueOf(seed));
        values.put("batch", String.valueOf(batch));
        values.put("max-tokens", String.valueOf(maxTokens));
        values.put("bf16", String.valueOf(bf16));
        values.put("weight-decay", String.valueOf(weightDecay));
        values.put("dropout", String.valueOf(dropout));
        values.put("clip", String.valueOf(clip));
        values.put("warm-up", String.valueOf(warmUp));
        return values;
    }
}
