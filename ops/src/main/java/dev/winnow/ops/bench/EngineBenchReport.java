package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.encoder.Precision;
import dev.winnow.ops.bench.EngineBench.Row;
import java.io.PrintWriter;
import java.util.List;

/** Prints what {@link EngineBench} measured. */
final class EngineBenchReport {
    private EngineBenchReport() {}

    static void print(PrintWriter out, Workload workload, List<Row> rows) {
        Row base = rows.get(0);
        out.printf(
                "%n%s: %d documents in %d batches, %d tokens, padding would compute %.2f times as many%n",
                workload.name(),
                workload.documents(),
                workload.batches().size(),
                workload.tokens(),
                workload.paddingFactor());
        out.printf(
                "%-32s %10s %22s %10s %9s %8s%n", "", "median ms", "fastest to slowest", "docs/s", "GFLOP/s", "ratio");
        for (Row row : rows) {
            boolean computes = !Double.isNaN(row.documentsPerSecond());
            out.printf(
                    "%-32s %10.1f %22s %10s %9.1f %8s%n",
                    row.name(),
                    row.timing().median() * 1e3,
                    "%.1f to %.1f"
                            .formatted(row.timing().least() * 1e3, row.timing().most() * 1e3),
                    computes ? "%.0f".formatted(row.documentsPerSecond()) : "",
                    row.gigaflops(),
                    computes ? "%.2fx".formatted(row.documentsPerSecond() / base.documentsPerSecond()) : "");
        }
        for (Precision precision : Precision.ON_PROCESSORS) {
            out.printf(
                    "winnow %s reaches %.2f of the rate of the bare matrix products%n",
                    precision.label(), shareOfGemm(rows, precision));
        }
        out.flush();
    }

    static ObjectNode json(Workload workload, List<Row> rows) {
        ObjectNode node = new ObjectMapper()
                .createObjectNode()
                .put("name", workload.name())
                .put("documents", workload.documents())
                .put("tokens", workload.tokens())
                .put("paddingFactor", workload.paddingFactor());
        for (Row row : rows) {
            ObjectNode entry = node.withArray("rows")
                    .addObject()
                    .put("name", row.name())
                    .put("medianSeconds", row.timing().median())
                    .put("leastSeconds", row.timing().least())
                    .put("mostSeconds", row.timing().most())
                    .put("gigaflops", row.gigaflops());
            if (!Double.isNaN(row.documentsPerSecond())) {
                entry.put("documentsPerSecond", row.documentsPerSecond());
            }
        }
        for (Precision precision : Precision.ON_PROCESSORS) {
            node.withObject("shareOfMatrixProducts").put(precision.label(), shareOfGemm(rows, precision));
        }
        return node;
    }

    private static double shareOfGemm(List<Row> rows, Precision precision) {
        return gigaflops(rows, PackedCandidate.name(precision)) / gigaflops(rows, EngineBench.name(precision));
    }

    private static double gigaflops(List<Row> rows, String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .mapToDouble(Row::gigaflops)
                .findFirst()
                .orElseThrow();
    }
}
