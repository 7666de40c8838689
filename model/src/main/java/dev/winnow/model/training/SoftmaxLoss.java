package dev.winnow.model.training;

import dev.winnow.model.encoder.LinearHead;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Cross-entropy of a linear softmax classifier, and its gradient.
 *
 * <p>For rows x with class y: loss = mean(−log softmax(Wx + b)[y]) + λ/2 ‖W‖²; ∂/∂W = mean((p − 1[y]) xᵀ) + λW. The bias is not
 * penalised. Rows are shared out to a fixed number of shards whose sums are added in a fixed order, so that the result does
 * not depend on how many cores there are.
 */
final class SoftmaxLoss {
    private static final int SHARDS = 8;

    private final FeatureMatrix features;
    private final int[] targets;
    private final double l2;

    SoftmaxLoss(FeatureMatrix features, int[] targets, double l2) {
        if (features.rows() != targets.length) {
            throw new IllegalArgumentException(features.rows() + " rows do not fit " + targets.length + " targets");
        }
        this.features = features;
        this.targets = targets;
        this.l2 = l2;
    }

    /**
     * Loss over some rows.
     *
     * @param rows row numbers
     * @param gradient is overwritten with the gradient; same shape as {@code head}
     */
    double lossAndGradient(LinearHead head, int[] rows, LinearHead gradient) {
        Shard[] shards = IntStream.range(0, SHARDS)
                .parallel()
                .mapToObj(s -> shard(head, rows, s))
                .toArray(Shard[]::new);
        Arrays.fill(gradient.weight(), 0);
        Arrays.fill(gradient.bias(), 0);
        double loss = 0;
        for (Shard shard : shards) {
            loss += shard.loss;
            add(gradient.weight(), shard.gradient.weight(), 1f / rows.length);
            add(gradient.bias(), shard.gradient.bias(), 1f / rows.length);
        }
        add(gradient.weight(), head.weight(), (float) l2);
        return loss / rows.length + l2 / 2 * squares(head.weight());
    }

    int rows() {
        return targets.length;
    }

    private record Shard(double loss, LinearHead gradient) {}

    private Shard shard(LinearHead head, int[] rows, int s) {
        LinearHead gradient = zeros(head.classes(), head.features());
        float[] scores = new float[head.classes()];
        double loss = 0;
        int end = (int) ((long) rows.length * (s + 1) / SHARDS);
        for (int i = (int) ((long) rows.length * s / SHARDS); i < end; i++) {
            int row = rows[i];
            Logits.of(head, features, row, scores);
            loss += softmaxInPlace(scores, targets[row]);
            scores[targets[row]] -= 1;
            for (int c = 0; c < scores.length; c++) {
                addRow(gradient.weight(), c * head.features(), row, scores[c]);
                gradient.bias()[c] += scores[c];
            }
        }
        return new Shard(loss, gradient);
    }

    /** A head of zeros. */
    static LinearHead zeros(int classes, int features) {
        return new LinearHead(classes, features, new float[classes * features], new float[classes]);
    }

    /** Mean cross-entropy over all rows, without the penalty. */
    double crossEntropy(LinearHead head) {
        double[] losses = new double[features.rows()];
        IntStream.range(0, features.rows()).parallel().forEach(row -> {
            float[] scores = new float[head.classes()];
            Logits.of(head, features, row, scores);
            losses[row] = softmaxInPlace(scores, targets[row]);
        });
        return Arrays.stream(losses).average().orElse(0);
    }

    /** Turns logits into probabilities; returns −log of the target's. */
    private static double softmaxInPlace(float[] scores, int target) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            greatest = Math.max(greatest, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - greatest);
        }
        double loss = greatest + Math.log(sum) - scores[target];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = (float) (Math.exp(scores[c] - greatest) / sum);
        }
        return loss;
    }

    private void addRow(float[] sum, int from, int row, float factor) {
        float[] values = features.values();
        int offset = features.offset(row);
        for (int f = 0; f < features.columns(); f++) {
            sum[from + f] += factor * values[offset + f];
        }
    }

    private static void add(float[] sum, float[] values, float factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
