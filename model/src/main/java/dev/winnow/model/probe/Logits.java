package dev.winnow.model.probe;

import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.encoder.LinearHead;
import java.util.stream.IntStream;

/** A linear head applied to rows of features in plain Java: with a handful of classes a native call would not pay. */
final class Logits {
    private Logits() {}

    /** Writes the logits of one row, {@code [C]}, to {@code scores}. */
    static void of(LinearHead head, FeatureMatrix features, int row, float[] scores) {
        int width = features.columns();
        for (int c = 0; c < scores.length; c++) {
            scores[c] = head.bias()[c] + dot(head.weight(), c * width, features.values(), features.offset(row), width);
        }
    }

    /** The most probable class of every row; the first of equals. */
    static int[] predict(LinearHead head, FeatureMatrix features) {
        int[] predicted = new int[features.rows()];
        IntStream.range(0, predicted.length).parallel().forEach(row -> {
            float[] scores = new float[head.classes()];
            of(head, features, row, scores);
            predicted[row] = new ClassScores(scores, 0, scores.length).best();
        });
        return predicted;
    }

    /** Four sums at a time: a single one would wait for each addition to end before the next. */
    private static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[aFrom + i] * b[bFrom + i];
            s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
            s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
            s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
        }
        for (; i < length; i++) {
            s0 += a[aFrom + i] * b[bFrom + i];
        }
        return s0 + s1 + (s2 + s3);
    }
}
