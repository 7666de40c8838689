package dev.winnow.model.training;

import dev.winnow.model.encoder.LinearHead;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A fitted head, over standardised features, at its best epoch.
 *
 * @param head the weights
 * @param l2 strength of the penalty
 * @param epoch passes over the training features, from 1
 * @param validationLoss mean cross-entropy on validation, by which fits are compared: accuracy on a few thousand documents is
 *     too coarse, it moves by a percent between equally good heads
 */
record ProbeFit(LinearHead head, double l2, int epoch, double validationLoss) {

    /** Training and validation documents as a fit sees them. */
    record Data(
            FeatureMatrix training,
            int[] trainingTargets,
            FeatureMatrix validation,
            int[] validationTargets,
            int classes) {}

    /** Told after every epoch. */
    @FunctionalInterface
    interface EpochListener {
        void epochDone(int epoch, double validationLoss);
    }

    /** Mini-batch Adam from zero, until validation has not improved for a while. */
    static ProbeFit fit(Data data, double l2, ProbeSettings settings, EpochListener listener) {
        SoftmaxLoss training = new SoftmaxLoss(data.training(), data.trainingTargets(), l2);
        SoftmaxLoss validation = new SoftmaxLoss(data.validation(), data.validationTargets(), 0);
        LinearHead head = SoftmaxLoss.zeros(data.classes(), data.training().columns());
        Epoch epoch = new Epoch(training, head, settings);
        ProbeFit best = new ProbeFit(copy(head), l2, 0, Double.POSITIVE_INFINITY);
        for (int e = 1; e <= settings.epochs() && e - best.epoch() <= settings.patience(); e++) {
            epoch.run(settings.learningRate() * (settings.epochs() - e + 1) / settings.epochs());
            double loss = validation.crossEntropy(head);
            listener.epochDone(e, loss);
            if (loss < best.validationLoss()) {
                best = new ProbeFit(copy(head), l2, e, loss);
            }
        }
        return best;
    }

    private static LinearHead copy(LinearHead head) {
        return new LinearHead(
                head.classes(),
                head.features(),
                head.weight().clone(),
                head.bias().clone());
    }

    /** One pass over the training rows in a new random order. */
    private static final class Epoch {
        private final SoftmaxLoss loss;
        private final LinearHead head;
        private final LinearHead gradient;
        private final Adam weightOptimizer;
        private final Adam biasOptimizer;
        private final int[] order;
        private final int batch;
        private final Random random;

        Epoch(SoftmaxLoss loss, LinearHead head, ProbeSettings settings) {
            this.loss = loss;
            this.head = head;
            gradient = SoftmaxLoss.zeros(head.classes(), head.features());
            weightOptimizer = new Adam(head.weight().length);
            biasOptimizer = new Adam(head.bias().length);
            order = IntStream.range(0, loss.rows()).toArray();
            batch = settings.batch();
            random = new Random(settings.seed());
        }

        void run(double learningRate) {
            shuffle();
            for (int from = 0; from < order.length; from += batch) {
                int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + batch));
                loss.lossAndGradient(head, rows, gradient);
                weightOptimizer.step(head.weight(), gradient.weight(), learningRate);
                biasOptimizer.step(head.bias(), gradient.bias(), learningRate);
            }
        }

        private void shuffle() {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        }
    }
}
