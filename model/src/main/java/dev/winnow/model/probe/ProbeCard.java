package dev.winnow.model.probe;

import dev.winnow.model.evaluation.ConfusionMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The model card of a probe: what people say about it, and what was measured. */
record ProbeCard(String name, String version, String about, TrainedProbe probe) {

    String markdown() {
        ProbeReport report = probe.report();
        return "# " + name + " " + version + "\n\n"
                + (about.isBlank() ? "" : about.strip() + "\n\n")
                + training(report)
                + "\n## Measured\n"
                + section("Validation (choices were made on it)", report.validation())
                + report.test().map(test -> section("Test", test)).orElse("");
    }

    private String training(ProbeReport report) {
        return String.format(
                Locale.ROOT,
                """
                ## Training

                A softmax classifier over pooled features of the frozen encoder: the mean hidden state before the first and after each layer,
                the last hidden state of [CLS] and the maximum over the last hidden states.

                - Labels: %s
                - Training documents: %d (data set `%s`)
                - Reads the first %d tokens of a text
                - Chosen on validation: L2 penalty %s, step %d
                """,
                String.join(", ", report.labels()),
                report.trainingDocuments(),
                report.data(),
                probe.settings().maxTokens(),
                report.l2(),
                report.iteration());
    }

    private static String section(String title, ConfusionMatrix confusion) {
        List<String> labels = confusion.labels();
        return String.format(
                Locale.ROOT,
                """

                ### %s

                %d documents, accuracy %.4f, macro F1 %.4f. Rows are the true classes, columns the predicted ones.

                | | %s | precision | recall | F1 |
                |---|%s
                %s""",
                title,
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
