package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.bench.ReductionBench.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what {@link ReductionBench} measured. */
final class ReductionBenchReport {
    private ReductionBenchReport() {}

    static void print(PrintWriter out, Workload workload, List<Row> rows) {
        out.printf(
                Locale.ROOT,
                "%n%s: %d documents in %d batches, %d tokens%n",
                workload.name(),
                workload.documents(),
                workload.batches().size(),
                workload.tokens());
        out.println("offset  documents/s  FLOPs speed-up  documents/s ratio  share  share of bare products");
        for (Row row : rows) {
            out.println(String.format(
                    Locale.ROOT,
                    "%6.2f  %11.1f  %14.2f  %17.2f  %5.2f  %22.2f",
                    row.offset(),
                    row.documentsPerSecond(),
                    row.flopsSpeedup(),
                    row.throughputRatio(),
                    row.share(),
                    row.productsShare()));
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
                    .put("offset", row.offset())
                    .put("medianSeconds", row.timing().median())
                    .put("leastSeconds", row.timing().least())
                    .put("mostSeconds", row.timing().most())
                    .put("documentsPerSecond", row.documentsPerSecond())
                    .put("flopsSpeedup", row.flopsSpeedup())
                    .put("throughputRatio", row.throughputRatio())
                    .put("share", row.share())
                    .put("productsRatio", row.productsRatio())
                    .put("productsShare", row.productsShare());
        }
        return node;
    }
}
