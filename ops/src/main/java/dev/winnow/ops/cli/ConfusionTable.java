package dev.winnow.ops.cli;

import dev.winnow.model.evaluation.ConfusionMatrix;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A confusion matrix for people: rows are the true classes, columns the predicted ones. */
final class ConfusionTable {
    private static final int LEAST_COLUMNS = 7;

    private ConfusionTable() {}

    static void print(ConfusionMatrix confusion, PrintWriter out) {
        List<String> labels = confusion.labels();
        int width = Math.max(
                LEAST_COLUMNS, labels.stream().mapToInt(String::length).max().orElse(0));
        StringBuilder header = new StringBuilder(" ".repeat(width));
        labels.forEach(label -> header.append(cell(label, width)));
        out.println(header.append(cell("recall", LEAST_COLUMNS)).append(cell("F1", LEAST_COLUMNS)));
        for (int c = 0; c < labels.size(); c++) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", labels.get(c)));
            for (long count : confusion.counts()[c]) {
                row.append(cell(Long.toString(count), width));
            }
            out.println(row.append(share(confusion.recall(c))).append(share(confusion.f1(c))));
        }
    }

    private static String share(double value) {
        return cell(String.format(Locale.ROOT, "%.3f", value), LEAST_COLUMNS);
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "  %" + width + "s", text);
    }
}
