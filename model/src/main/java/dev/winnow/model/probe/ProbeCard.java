package dev.winnow.model.probe;

import dev.winnow.model.evaluation.ConfusionMarkdown;
import dev.winnow.model.evaluation.ConfusionMatrix;
import java.util.Locale;

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
        return "\n### " + title + "\n\n" + ConfusionMarkdown.of(confusion);
    }
}
