package dev.winnow.model.training.stages;

import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.encoder.ReducedBatch;
import dev.winnow.model.encoder.TrainingEncoder;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.training.ValidationPoint;
import dev.winnow.model.training.schedule.BatchPlan;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Measures a model in training on the validation split, with tokens dropped as they will be when it runs. */
final class Validation {
    private static final int BATCH = 64;

    private final Documents documents;
    private final BooleanSupplier stop;

    Validation(Documents documents, BooleanSupplier stop) {
        this.documents = documents;
        this.stop = stop;
    }

    /** Measures at an offset; throws {@link TrainingStoppedException} if it is to stop. */
    ValidationPoint measure(TrainingEncoder model, DeltaOffset offset) {
        int right = 0;
        double loss = 0;
        double[] tokens = new double[model.config().layers()];
        for (int[] batch : BatchPlan.byLength(documents.lengths(), BATCH)) {
            if (stop.getAsBoolean()) {
                throw new TrainingStoppedException("stopped during validation; run the same command to go on");
            }
            ReducedBatch result = model.classify(documents.tokensOf(batch), offset);
            int[] targets = documents.targetsOf(batch);
            int classes = result.logits().length / batch.length;
            for (int d = 0; d < batch.length; d++) {
                ClassScores scores = new ClassScores(result.logits(), d * classes, classes);
                loss += scores.crossEntropy(targets[d]);
                right += scores.best() == targets[d] ? 1 : 0;
            }
            count(result.reached(), tokens);
        }
        int all = documents.size();
        return new ValidationPoint(
                offset.value(),
                (double) right / all,
                loss / all,
                Arrays.stream(tokens).map(sum -> sum / all).boxed().toList());
    }

    /** Counts each token in every layer that computed it. */
    private static void count(int[] reached, double[] tokens) {
        for (int layers : reached) {
            for (int layer = 0; layer < layers; layer++) {
                tokens[layer]++;
            }
        }
    }
}
