package dev.winnow.model.probe;

import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.encoder.LinearHead;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Cross-entropy of a linear softmax classifier, and its gradient, as a function of the parameters in one array: the weight
 * {@code [C, F]} row by row, then the bias {@code [C]}.
 *
 * <p>For rows x with class y: loss = mean(−log softmax(Wx + b)[y]) + λ/2 ‖W‖²; ∂/∂W = mean((p − 1[y]) xᵀ) + λW. The bias is not
 * penalised. Rows are shared out to a fixed number of shards whose sums are added in a fixed order, so that the result does
 * not depend on how many cores there are.
 */
final class SoftmaxLoss implements Lbfgs.Objective {
    private static final int SHARDS = 16;

    private final FeatureMatrix features;
    private final int[] targets;
    private final int classes;
    private final double l2;

    SoftmaxLoss(FeatureMatrix features, int[] targets, int classes, double l2) {
        if (features.rows() != targets.length) {
            throw new IllegalArgumentException(features.rows() + " rows do not fit " + targets.length + " targets");
        }
        this.features = features;
        this.targets = targets;
        this.classes = classes;
        this.l2 = l2;
    }

    /** The parameters of a head of zeros. */
    float[] zeros() {
        return new float[classes * features.columns() + classes];
    }

    /** The parameters as a head. */
    LinearHead head(float[] parameters) {
        int weights = classes * features.columns();
        return new LinearHead(
                classes,
                features.columns(),
                Arrays.copyOf(parameters, weights),
                Arrays.copyOfRange(parameters, weights, parameters.length));
    }

    @Override
    public double valueAndGradient(float[] parameters, float[] gradient) {
        LinearHead head = head(parameters);
        Shard[] shards = IntStream.range(0, SHARDS)
                .parallel()
                .mapToObj(s -> shard(head, s))
                .toArray(Shard[]::new);
        double loss = 0;
        Arrays.fill(gradient, 0);
        for (Shard shard : shards) {
            loss += shard.loss;
            add(gradient, shard.gradient);
        }
        int weights = classes * features.columns();
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            double weight = i < weights ? parameters[i] : 0;
            gradient[i] = (float) (gradient[i] / features.rows() + l2 * weight);
            squares += weight * weight;
        }
        return loss / features.rows() + l2 / 2 * squares;
    }

    /** Mean cross-entropy, without the penalty. */
    double crossEntropy(LinearHead head) {
        double[] losses = new double[features.rows()];
        IntStream.range(0, losses.length).parallel().forEach(row -> {
            float[] scores = new float[classes];
            Logits.of(head, features, row, scores);
            losses[row] = new ClassScores(scores, 0, classes).crossEntropy(targets[row]);
        });
        return Arrays.stream(losses).average().orElse(0);
    }

    private record Shard(double loss, float[] gradient) {}

    /** Sums of loss and gradient over the rows of shard {@code s}. */
    private Shard shard(LinearHead head, int s) {
        float[] gradient = zeros();
        float[] scores = new float[classes];
        double loss = 0;
        int width = features.columns();
        int end = (int) ((long) features.rows() * (s + 1) / SHARDS);
        for (int row = (int) ((long) features.rows() * s / SHARDS); row < end; row++) {
            Logits.of(head, features, row, scores);
            ClassScores logits = new ClassScores(scores, 0, classes);
            loss += logits.crossEntropy(targets[row]);
            float[] slope = logits.probabilities();
            slope[targets[row]] -= 1;
            for (int c = 0; c < classes; c++) {
                addRow(gradient, c * width, row, slope[c]);
                gradient[classes * width + c] += slope[c];
            }
        }
        return new Shard(loss, gradient);
    }

    private void addRow(float[] sum, int from, int row, float factor) {
        float[] values = features.values();
        int offset = features.offset(row);
        for (int f = 0; f < features.columns(); f++) {
            sum[from + f] += factor * values[offset + f];
        }
    }

    private static void add(float[] sum, float[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }
}
