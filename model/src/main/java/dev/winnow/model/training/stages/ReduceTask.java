package dev.winnow.model.training.stages;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.ReduceStep;
import dev.winnow.model.training.StepResult;
import dev.winnow.model.training.TrainingModel;
import dev.winnow.model.training.ValidationPoint;
import dev.winnow.model.training.schedule.WarmUpAndDecay;
import java.util.List;
import java.util.Map;

/**
 * The joint stage: predictors learn the saliencies, thresholds the balance of accuracy and length, the layers to work with
 * fewer tokens.
 *
 * <p>The last epoch is the result. Choosing the most accurate one would choose the first, which hardly drops a token.
 */
final class ReduceTask implements StageTask {
    private static final List<DeltaOffset> MEASURED =
            List.of(DeltaOffset.FULL, DeltaOffset.TRAINED, new DeltaOffset(0.3));

    private final TrainingModel model;
    private final Documents documents;
    private final Teacher teacher;
    private final Validation validation;
    private final TrainingSettings settings;

    ReduceTask(
            TrainingModel model,
            Documents documents,
            Teacher teacher,
            Validation validation,
            TrainingSettings settings) {
        this.model = model;
        this.documents = documents;
        this.teacher = teacher;
        this.validation = validation;
        this.settings = settings;
    }

    @Override
    public Step step(int[] batch, long step, long steps) {
        ReduceSettings reduce = settings.reduce();
        double done = (double) (step - 1) / steps;
        double rate = new WarmUpAndDecay(reduce.learningRate(), settings.warmUp(), steps).at(step);
        ReduceStep plan = new ReduceStep(
                settings.step(rate, step),
                reduce.thresholdLearningRate(),
                reduce.saliencyWeight(),
                reduce.growth().lengthWeight(done),
                reduce.growth().slope(done),
                reduce.sampling().at(settings.seed(), step).value(),
                reduce.distillation());
        StepResult result = model.reduce(
                documents.batch(batch),
                teacher.saliency(batch),
                reduce.distillation() > 0 ? teacher.logits(batch) : null,
                plan);
        return new Step(result.loss(), result.crossEntropy(), result.meanTokens());
    }

    @Override
    public List<ValidationPoint> validate() {
        return MEASURED.stream()
                .map(offset -> validation.measure(model, offset))
                .toList();
    }

    @Override
    public List<Double> thresholds() {
        return model.weights().reduction().layers().stream()
                .map(LayerReduction::threshold)
                .map(Float::doubleValue)
                .toList();
    }

    @Override
    public boolean isBetter(EpochRecord epoch, EpochRecord best) {
        return true;
    }

    @Override
    public Map<String, FloatTensor> state() {
        return model.state();
    }

    @Override
    public void restore(Map<String, FloatTensor> state) {
        model.restore(state);
    }

    @Override
    public Map<String, FloatTensor> weights() {
        return WeightTensors.of(model.weights());
    }
}
