package dev.winnow.model.encoder;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderConfig;

/**
 * BERT by its formulas, one document at a time, in 64-bit floats and plain loops: slow, and readable beside the paper
 * (Devlin et al. 2019; Vaswani et al. 2017).
 */
final class ReferenceEncoder {
    private final Checkpoint checkpoint;
    private final EncoderConfig config;

    ReferenceEncoder(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.config = checkpoint.config();
    }

    /** Last hidden state, {@code [T][H]}. */
    double[][] hiddenStates(long[] ids) {
        double[][] x = embeddings(ids);
        for (int layer = 0; layer < config.layers(); layer++) {
            x = layer(x, layer);
        }
        return x;
    }

    /** The hidden state before the first layer, {@code [T][H]}. */
    double[][] embeddings(long[] ids) {
        double[][] x = new double[ids.length][config.hidden()];
        for (int t = 0; t < ids.length; t++) {
            for (int h = 0; h < config.hidden(); h++) {
                x[t][h] = weight("embeddings.word_embeddings.weight", (int) ids[t], h)
                        + weight("embeddings.position_embeddings.weight", t, h)
                        + weight("embeddings.token_type_embeddings.weight", 0, h);
            }
        }
        norm(x, "embeddings.LayerNorm");
        return x;
    }

    /** One layer over the tokens given, {@code [n][H]}. */
    double[][] layer(double[][] x, int layer) {
        String prefix = "encoder.layer." + layer + ".";
        double[][] context = attention(
                linear(x, prefix + "attention.self.query"),
                linear(x, prefix + "attention.self.key"),
                linear(x, prefix + "attention.self.value"));
        double[][] attended = sum(x, linear(context, prefix + "attention.output.dense"));
        norm(attended, prefix + "attention.output.LayerNorm");
        double[][] inner = linear(attended, prefix + "intermediate.dense");
        for (double[] row : inner) {
            for (int i = 0; i < row.length; i++) {
                row[i] = gelu(row[i]);
            }
        }
        double[][] output = sum(attended, linear(inner, prefix + "output.dense"));
        norm(output, prefix + "output.LayerNorm");
        return output;
    }

    private double[][] attention(double[][] q, double[][] k, double[][] v) {
        int n = q.length;
        int size = config.hidden() / config.heads();
        double[][] context = new double[n][config.hidden()];
        for (int head = 0; head < config.heads(); head++) {
            int from = head * size;
            for (int i = 0; i < n; i++) {
                double[] share = new double[n];
                double total = 0;
                for (int j = 0; j < n; j++) {
                    double dot = 0;
                    for (int h = from; h < from + size; h++) {
                        dot += q[i][h] * k[j][h];
                    }
                    share[j] = Math.exp(dot / Math.sqrt(size));
                    total += share[j];
                }
                for (int j = 0; j < n; j++) {
                    for (int h = from; h < from + size; h++) {
                        context[i][h] += share[j] / total * v[j][h];
                    }
                }
            }
        }
        return context;
    }

    private double[][] linear(double[][] x, String name) {
        float[] bias = checkpoint.weights().get(name + ".bias").data();
        float[] weight = checkpoint.weights().get(name + ".weight").data();
        double[][] y = new double[x.length][bias.length];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < bias.length; o++) {
                y[t][o] = bias[o];
                for (int i = 0; i < x[t].length; i++) {
                    y[t][o] += x[t][i] * weight[o * x[t].length + i];
                }
            }
        }
        return y;
    }

    private void norm(double[][] x, String name) {
        for (double[] row : x) {
            double mean = 0;
            double variance = 0;
            for (double value : row) {
                mean += value / row.length;
            }
            for (double value : row) {
                variance += (value - mean) * (value - mean) / row.length;
            }
            for (int h = 0; h < row.length; h++) {
                row[h] = (row[h] - mean)
                                / Math.sqrt(variance + config.layerNormEpsilon())
                                * checkpoint.weights().get(name + ".weight").data()[h]
                        + checkpoint.weights().get(name + ".bias").data()[h];
            }
        }
    }

    private static double[][] sum(double[][] a, double[][] b) {
        for (int t = 0; t < a.length; t++) {
            for (int h = 0; h < a[t].length; h++) {
                b[t][h] += a[t][h];
            }
        }
        return b;
    }

    private double weight(String name, int row, int column) {
        int columns = (int) checkpoint.weights().get(name).shape()[1];
        return checkpoint.weights().get(name).data()[row * columns + column];
    }

    static double gelu(double x) {
        return x * 0.5 * (1 + erf(x / Math.sqrt(2)));
    }

    /** The error function by its Maclaurin series, exact to double rounding for the small arguments of these tests. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
