package dev.winnow.model.probe;

import dev.winnow.model.encoder.LinearHead;

/**
 * A fitted head, over standardised features, at its best iteration.
 *
 * @param head the weights
 * @param l2 strength of the penalty
 * @param iteration optimizer steps, from 1
 * @param validationLoss mean cross-entropy on validation, by which fits are compared: accuracy on a few thousand documents is
 *     too coarse, it moves by a percent between equally good heads
 */
record ProbeFit(LinearHead head, double l2, int iteration, double validationLoss) {

    /** Training and validation documents as a fit sees them. */
    record Data(
            FeatureMatrix training,
            int[] trainingTargets,
            FeatureMatrix validation,
            int[] validationTargets,
            int classes) {}

    /** Told the number of each step when it is done. */
    @FunctionalInterface
    interface IterationListener {
        void done(int iteration);
    }

    /**
     * Fits a head until the validation loss has not fallen for a while.
     *
     * @param parameters where to start, as {@link SoftmaxLoss} lays them out; left where the last step ended, which is a good
     *     start for the next weaker penalty
     */
    static ProbeFit fit(Data data, double l2, float[] parameters, ProbeSettings settings, IterationListener listener) {
        SoftmaxLoss training = new SoftmaxLoss(data.training(), data.trainingTargets(), data.classes(), l2);
        SoftmaxLoss validation = new SoftmaxLoss(data.validation(), data.validationTargets(), data.classes(), 0);
        ProbeFit[] best = {new ProbeFit(training.head(parameters), l2, 0, Double.POSITIVE_INFINITY)};
        Lbfgs.minimize(training, parameters, (iteration, x) -> {
            LinearHead head = training.head(x);
            double loss = validation.crossEntropy(head);
            if (loss < best[0].validationLoss()) {
                best[0] = new ProbeFit(head, l2, iteration, loss);
            }
            listener.done(iteration);
            return iteration < settings.iterations() && iteration - best[0].iteration() < settings.patience();
        });
        return best[0];
    }
}
