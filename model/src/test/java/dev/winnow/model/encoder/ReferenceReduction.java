package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Adaptive token reduction by its definition, one document at a time, in 64-bit floats and plain loops over the tokens'
 * own states: nothing here knows of packing, of grids or of sums kept aside.
 */
final class ReferenceReduction {
    private final Checkpoint checkpoint;
    private final ReferenceEncoder encoder;
    private final Reduction reduction;
    private final LinearHead head;

    ReferenceReduction(Checkpoint checkpoint, Reduction reduction, LinearHead head) {
        this.checkpoint = checkpoint;
        this.encoder = new ReferenceEncoder(checkpoint);
        this.reduction = reduction;
        this.head = head;
    }

    /**
     * What becomes of one document.
     *
     * @param reached for each token the layers that computed it
     * @param scores its contribution score, averaged over all layers
     * @param margin how close any score came to its threshold: below some 1e-6 rounding may decide
     */
    record Outcome(double[] logits, int[] reached, double[] scores, double margin) {}

    Outcome run(long[] ids, double offset) {
        int layers = checkpoint.config().layers();
        double[][] states = encoder.embeddings(ids);
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, ids.length).boxed().toList());
        int[] reached = IntStream.range(0, ids.length).map(t -> layers).toArray();
        double[] scores = new double[ids.length];
        double margin = Double.POSITIVE_INFINITY;
        List<double[]> features = new ArrayList<>(List.of(mean(states)));
        for (int l = 0; l < layers; l++) {
            int n = left.size();
            if (n * (layers - l) >= 6) {
                LayerReduction layer = reduction.layers().get(l);
                double limit = Math.min(1, Math.max(0, layer.threshold() + offset)) / n;
                double[] shares = shares(states, left, layer);
                List<Integer> kept = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    int token = left.get(i);
                    scores[token] += shares[i] / layers;
                    if (token == 0 || shares[i] >= limit) {
                        kept.add(token);
                    } else {
                        reached[token] = l;
                    }
                    if (token > 0) {
                        margin = Math.min(margin, Math.abs(shares[i] - limit));
                    }
                }
                left = kept;
            }
            double[][] next = encoder.layer(left.stream().map(t -> states[t]).toArray(double[][]::new), l);
            for (int i = 0; i < next.length; i++) {
                states[left.get(i)] = next[i];
            }
            features.add(mean(states));
        }
        features.add(states[0]);
        features.add(most(states));
        return new Outcome(logits(features), reached, scores, margin);
    }

    private static double[] shares(double[][] states, List<Integer> left, LayerReduction layer) {
        double[] shares = new double[left.size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double weight = left.get(i) == 0 ? layer.clsScale() : 1;
            shares[i] = weight * Math.exp(logit(states[left.get(i)], layer));
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    private static double logit(double[] state, LayerReduction layer) {
        double logit = 0;
        for (int p = 0; p < layer.inBias().data().length; p++) {
            double inner = layer.inBias().data()[p];
            for (int h = 0; h < state.length; h++) {
                inner += state[h] * layer.inWeight().data()[p * state.length + h];
            }
            logit += ReferenceEncoder.gelu(inner) * layer.outWeight().data()[p];
        }
        return logit;
    }

    private static double[] mean(double[][] states) {
        return column(states, h -> IntStream.range(0, states.length)
                .mapToDouble(t -> states[t][h])
                .average()
                .orElseThrow());
    }

    private static double[] most(double[][] states) {
        return column(states, h -> IntStream.range(0, states.length)
                .mapToDouble(t -> states[t][h])
                .max()
                .orElseThrow());
    }

    private static double[] column(double[][] states, IntToDoubleFunction value) {
        return IntStream.range(0, states[0].length).mapToDouble(value).toArray();
    }

    private double[] logits(List<double[]> features) {
        double[] row = features.stream().flatMapToDouble(Arrays::stream).toArray();
        return IntStream.range(0, head.classes())
                .mapToDouble(c -> head.bias()[c]
                        + IntStream.range(0, row.length)
                                .mapToDouble(f -> row[f] * head.weight()[c * row.length + f])
                                .sum())
                .toArray();
    }
}
