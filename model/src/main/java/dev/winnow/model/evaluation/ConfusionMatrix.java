package dev.winnow.model.evaluation;

import java.util.List;

/**
 * How often each class was taken for each other.
 *
 * @param labels C class names
 * @param counts {@code [C][C]}: first the true class, then the predicted one
 */
public record ConfusionMatrix(List<String> labels, long[][] counts) {
    public ConfusionMatrix {
        labels = List.copyOf(labels);
    }

    /** Counts pairs of true and predicted classes, both as indices in {@code labels}. */
    public static ConfusionMatrix of(List<String> labels, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    truth.length + " true classes do not fit " + predicted.length + " predicted ones");
        }
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(labels, counts);
    }

    /** Number of documents. */
    public long documents() {
        long sum = 0;
        for (int c = 0; c < labels.size(); c++) {
            sum += actual(c);
        }
        return sum;
    }

    /** Share of documents whose class was found; 0 without documents. */
    public double accuracy() {
        long right = 0;
        for (int c = 0; c < labels.size(); c++) {
            right += counts[c][c];
        }
        return ratio(right, documents());
    }

    /** Share of the documents predicted as class {@code c} that are; 0 if none was predicted. */
    public double precision(int c) {
        return ratio(counts[c][c], predicted(c));
    }

    /** Share of the documents of class {@code c} that were found; 0 if there is none. */
    public double recall(int c) {
        return ratio(counts[c][c], actual(c));
    }

    /** Harmonic mean of precision and recall of class {@code c}: 2 TP / (2 TP + FP + FN). */
    public double f1(int c) {
        return ratio(2 * counts[c][c], actual(c) + predicted(c));
    }

    /** Mean of the classes' F1: unlike accuracy it weighs rare classes like frequent ones. */
    public double macroF1() {
        double sum = 0;
        for (int c = 0; c < labels.size(); c++) {
            sum += f1(c);
        }
        return sum / labels.size();
    }

    private long actual(int c) {
        long sum = 0;
        for (long count : counts[c]) {
            sum += count;
        }
        return sum;
    }

    private long predicted(int c) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[c];
        }
        return sum;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
