package dev.winnow.model.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A confusion matrix for model cards. */
public final class ConfusionMarkdown {
    private ConfusionMarkdown() {}

    /** A sentence with the sums, and a table. */
    public static String of(ConfusionMatrix confusion) {
        List<String> labels = confusion.labels();
        return String.format(
                Locale.ROOT,
                """
                %d documents, accuracy %.4f, macro F1 %.4f. Rows are the true classes, columns the predicted ones.

                | | %s | precision | recall | F1 |
                |---|%s
                %s""",
                confusion.documents(),
                confusion.accuracy(),
                confusion.macroF1(),
                String.join(" | ", labels),
                "---:|".repeat(labels.size() + 3),
                IntStream.range(0, labels.size())
                        .mapToObj(c -> row(confusion, c))
                        .collect(Collectors.joining()));
    }

    private static String row(ConfusionMatrix confusion, int c) {
        String counts =
                Arrays.stream(confusion.counts()[c]).mapToObj(Long::toString).collect(Collectors.joining(" | "));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %.3f | %.3f |\n",
                confusion.labels().get(c),
                counts,
                confusion.precision(c),
                confusion.recall(c),
                confusion.f1(c));
    }
}
