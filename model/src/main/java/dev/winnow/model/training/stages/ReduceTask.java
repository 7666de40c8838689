package dev.winnow.model.training.stages;

import dev.winnow.model.encoder.StepResult;
import dev.winnow.model.encoder.TrainingEncoder;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.ValidationPoint;
import java.util.List;

/**
 * The joint stage: predictors learn the saliencies, thresholds the balance of accuracy and length, the layers to work with
 * fewer tokens.
 *
 * <p>The last epoch is the result. Choosing the most accurate one would choose the first, which hardly drops a token.
 */
final class ReduceTask extends ModelTask {
    private static final List<DeltaOffset> MEASURED =
            List.of(DeltaOffset.FULL, DeltaOffset.TRAINED, new DeltaOffset(0.5), new DeltaOffset(1));

    private final Documents documents;
    private final Teacher teacher;
    private final Validation validation;
    private final TrainingSettings settings;

    ReduceTask(
            TrainingEncoder model,
            Documents documents,
            Teacher teacher,
            Validation validation,
            TrainingSettings settings) {
        super(model);
        this.documents = documents;
        this.teacher = teacher;
        this.validation = validation;
        this.settings = settings;
    }

    @Override
    public Step step(int[] batch, long step, long steps) {
        StepResult result = model().step(
                        documents.batch(batch),
                        teacher.saliency(batch),
                        teacher.logits(batch),
                        settings.reduceStep(step, steps));
        return new Step(result.loss(), result.task(), result.gradientNorm());
    }

    @Override
    public List<ValidationPoint> validate() {
        return MEASURED.stream()
                .map(offset -> validation.measure(model(), offset))
                .toList();
    }

    @Override
    public List<Double> thresholds() {
        return model().trained().reduction().layers().stream()
                .map(LayerReduction::threshold)
                .map(Float::doubleValue)
                .toList();
    }

    @Override
    public boolean isBetter(EpochRecord epoch, EpochRecord best) {
        return true;
    }
}
