package dev.winnow.model.training;

import dev.winnow.model.evaluation.ConfusionMatrix;
import java.util.Locale;

/** The model card of a probe: what people say about it, and what was measured. */
record ModelCard(String name, String version, String about, TrainedProbe probe) {

    String markdown() {
        StringBuilder card =
                new StringBuilder("# ").append(name).append(' ').append(version).append("\n\n");
        if (!about.isBlank()) {
            card.append(about.strip()).append("\n\n");
        }
        ProbeReport report = probe.report();
        card.append("## Training\n\n")
                .append(
                        "A softmax classifier over pooled features of the frozen encoder: the mean hidden state before the"
                                + " first and after each layer,\nthe last hidden state of [CLS] and the maximum over the last hidden"
                                + " states.\n\n")
                .append("- Labels: ")
                .append(String.join(", ", report.labels()))
                .append('\n')
                .append("- Training documents: ")
                .append(report.trainingDocuments())
                .append(" (data set `")
                .append(report.data())
                .append("`)\n")
                .append("- Reads the first ")
                .append(probe.settings().maxTokens())
                .append(" tokens of a text\n")
                .append("- Chosen on validation: L2 penalty ")
                .append(report.l2())
                .append(", step ")
                .append(report.iteration())
                .append("\n\n## Measured\n");
        section(card, "Validation (choices were made on it)", report.validation());
        report.test().ifPresent(test -> section(card, "Test", test));
        return card.toString();
    }

    private static void section(StringBuilder card, String title, ConfusionMatrix confusion) {
        card.append("\n### ").append(title).append("\n\n");
        card.append(text(
                "%d documents, accuracy %.4f, macro F1 %.4f. Rows are the true classes, columns the predicted ones.\n\n",
                confusion.documents(), confusion.accuracy(), confusion.macroF1()));
        card.append("| |");
        confusion.labels().forEach(label -> card.append(' ').append(label).append(" |"));
        card.append(" precision | recall | F1 |\n|---|")
                .append("---:|".repeat(confusion.labels().size() + 3))
                .append('\n');
        for (int c = 0; c < confusion.labels().size(); c++) {
            card.append("| ").append(confusion.labels().get(c)).append(" |");
            for (long count : confusion.counts()[c]) {
                card.append(' ').append(count).append(" |");
            }
            card.append(text(" %.3f | %.3f | %.3f |\n", confusion.precision(c), confusion.recall(c), confusion.f1(c)));
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
