package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.bench.StepBench.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what {@link StepBench} measured. */
final class StepBenchReport {
    private StepBenchReport() {}

    static void print(PrintWriter out, Workload workload, List<Row> rows) {
        out.printf(
                Locale.ROOT,
                "%n%s: %d documents in %d batches, %d tokens%n",
                workload.name(),
                workload.documents(),
                workload.batches().size(),
                workload.tokens());
        out.printf(
                Locale.ROOT,
                "%-26s %11s %20s %12s %6s %7s %8s %6s%n",
                "",
                "ms a batch",
                "fastest to slowest",
                "documents/s",
                "gain",
                "total",
                "GFLOP/s",
                "share");
        double perBatch = 1e3 / workload.batches().size();
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-26s %11.2f %20s %12.0f %5.2fx %6.2fx %8.1f %6.2f%n",
                    row.name(),
                    row.timing().median() * perBatch,
                    String.format(
                            Locale.ROOT,
                            "%.2f to %.2f",
                            row.timing().least() * perBatch,
                            row.timing().most() * perBatch),
                    row.documentsPerSecond(),
                    row.gain(),
                    row.total(),
                    row.gigaflops(),
                    row.share());
        }
        out.flush();
    }

    static ObjectNode json(Workload workload, List<Row> rows) {
        ObjectNode node = new ObjectMapper()
                .createObjectNode()
                .put("name", workload.name())
                .put("documents", workload.documents())
                .put("batches", workload.batches().size())
                .put("tokens", workload.tokens());
        for (Row row : rows) {
            node.withArray("rows")
                    .addObject()
                    .put("name", row.name())
                    .put("medianSeconds", row.timing().median())
                    .put("leastSeconds", row.timing().least())
                    .put("mostSeconds", row.timing().most())
                    .put("documentsPerSecond", row.documentsPerSecond())
                    .put("gain", row.gain())
                    .put("total", row.total())
                    .put("gigaflops", row.gigaflops())
                    .put("shareOfMatrixProducts", row.share());
        }
        return node;
    }
}
