package dev.winnow.model.training.stages;

import dev.winnow.model.encoder.StepResult;
import dev.winnow.model.encoder.TrainingEncoder;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.ValidationPoint;
import dev.winnow.model.training.schedule.WarmUpAndDecay;
import java.util.List;
import java.util.Optional;

/**
 * Fine-tunes layers and head by cross-entropy with the labels, or with annotators' votes where the data set tells them; the
 * epoch with the highest validation accuracy is the result.
 */
final class FinetuneTask extends ModelTask {
    private final Documents documents;
    private final Optional<float[][]> votes;
    private final Validation validation;
    private final TrainingSettings settings;

    FinetuneTask(
            TrainingEncoder model,
            Documents documents,
            Optional<float[][]> votes,
            Validation validation,
            TrainingSettings settings) {
        super(model);
        this.documents = documents;
        this.votes = votes;
        this.validation = validation;
        this.settings = settings;
    }

    @Override
    public Step step(int[] batch, long step, long steps) {
        double rate = new WarmUpAndDecay(settings.finetune().learningRate(), settings.warmUp(), steps).at(step);
        StepResult result = model().step(
                        documents.batch(batch),
                        null,
                        votes.map(all -> joined(all, batch)).orElse(null),
                        settings.finetuneStep(step, rate, votes.isPresent() ? 1 : 0));
        return new Step(result.loss(), result.task(), result.gradientNorm());
    }

    private static float[] joined(float[][] votes, int[] batch) {
        int classes = votes[0].length;
        float[] joined = new float[batch.length * classes];
        for (int d = 0; d < batch.length; d++) {
            System.arraycopy(votes[batch[d]], 0, joined, d * classes, classes);
        }
        return joined;
    }

    @Override
    public List<ValidationPoint> validate() {
        return List.of(validation.measure(model(), DeltaOffset.FULL));
    }

    @Override
    public List<Double> thresholds() {
        return List.of();
    }

    /** Of equally right epochs the one with the lower loss: it is the surer one. */
    @Override
    public boolean isBetter(EpochRecord epoch, EpochRecord best) {
        ValidationPoint now = epoch.validation().get(0);
        ValidationPoint then = best.validation().get(0);
        return now.accuracy() > then.accuracy()
                || (now.accuracy() == then.accuracy() && now.crossEntropy() < then.crossEntropy());
    }
}
