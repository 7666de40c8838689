package dev.winnow.ops.bench.stages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what {@link StageBench} measured. */
public final class StageReport {
    private StageReport() {}

    /**
     * A table of the time and one of the memory.
     *
     * @param documents texts of a pass
     * @param collector share of the time that passed in which the garbage collector ran
     */
    public static void print(PrintWriter out, int documents, List<StageRow> rows, double collector) {
        out.printf(Locale.ROOT, "%n%d documents, microseconds of processor time a document%n", documents);
        heading(out, "total", "least to most", "tokenize + pack");
        for (StageRow row : rows) {
            out.print(setting(row));
            for (Stage stage : Stage.values()) {
                out.printf(Locale.ROOT, " %10.1f", row.micros().get(stage).median());
            }
            out.printf(
                    Locale.ROOT,
                    " %10.1f %18s %14.1f %%%n",
                    row.total().median(),
                    String.format(
                            Locale.ROOT,
                            "%.1f to %.1f",
                            row.total().least(),
                            row.total().most()),
                    100 * row.share(Stage.TOKENIZE, Stage.PACK));
        }
        out.printf(Locale.ROOT, "%nbytes of the heap a document%n");
        heading(out, "total");
        for (StageRow row : rows) {
            out.print(setting(row));
            for (Stage stage : Stage.values()) {
                out.printf(Locale.ROOT, " %10.0f", row.bytes().get(stage));
            }
            out.printf(
                    Locale.ROOT,
                    " %10.0f%n",
                    row.bytes().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum());
        }
        out.printf(Locale.ROOT, "the garbage collector ran for %.2f %% of the time%n", 100 * collector);
    }

    private static void heading(PrintWriter out, String... last) {
        out.printf("%-9s %6s", "", "offset");
        for (Stage stage : Stage.values()) {
            out.printf(" %10s", stage.label());
        }
        for (String column : last) {
            out.printf(column.equals("total") ? " %10s" : column.startsWith("least") ? " %18s" : " %16s", column);
        }
        out.println();
    }

    private static String setting(StageRow row) {
        return String.format(Locale.ROOT, "%-9s %6.2f", row.precision().label(), row.offset());
    }

    /** Adds the rows to a report. */
    public static ObjectNode json(ObjectNode report, List<StageRow> rows) {
        for (StageRow row : rows) {
            ObjectNode node = report.withArray("rows")
                    .addObject()
                    .put("precision", row.precision().label())
                    .put("offset", row.offset())
                    .put("microseconds", row.total().median())
                    .put("tokenizeAndPackShare", row.share(Stage.TOKENIZE, Stage.PACK));
            for (Stage stage : Stage.values()) {
                node.withObject("/stages/" + stage.label())
                        .put("microseconds", row.micros().get(stage).median())
                        .put("leastMicroseconds", row.micros().get(stage).least())
                        .put("mostMicroseconds", row.micros().get(stage).most())
                        .put("bytes", row.bytes().get(stage));
            }
        }
        return report;
    }
}
