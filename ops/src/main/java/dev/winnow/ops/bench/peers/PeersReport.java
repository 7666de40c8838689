package dev.winnow.ops.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code winnow bench peers} measured.
 *
 * @param bundle name of the bundle
 * @param settings how
 * @param corpus with which texts
 * @param machine where
 * @param rows the result
 */
public record PeersReport(
        String bundle, PeersBench.Settings settings, Corpus corpus, Machine machine, List<PeerRow> rows) {

    /** For people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(table, "%s, %d cores, %s, %s", machine.processor(), machine.cores(), machine.system(), machine.java());
        line(
                table,
                "%s",
                machine.libraries().entrySet().stream()
                        .map(library -> library.getKey() + " " + library.getValue())
                        .collect(Collectors.joining(", ")));
        line(
                table,
                "bundle %s; speed with %d texts, accuracy with %d; %d rounds in turn, padded batches of %d, %d partitions",
                bundle,
                corpus.texts().size(),
                corpus.targets().size(),
                settings.rounds(),
                settings.batch(),
                settings.partitions());
        line(
                table,
                "%n%-32s %8s %18s %9s %9s %10s %10s",
                "",
                "docs/s",
                "least to most",
                "per core",
                "accuracy",
                "agreement",
                "of Winnow");
        rows.forEach(row -> line(table, "%s", line(row)));
        return table.toString();
    }

    private static String line(PeerRow row) {
        return "%-32s %8.1f %18s %9.1f %9s %10.3f %10s"
                .formatted(
                        row.name(),
                        row.documentsPerSecond().median(),
                        "%.1f to %.1f"
                                .formatted(
                                        row.documentsPerSecond().least(),
                                        row.documentsPerSecond().most()),
                        row.perCore(),
                        row.accuracy().isPresent()
                                ? "%.3f".formatted(row.accuracy().getAsDouble())
                                : "",
                        row.agreement(),
                        row.ratioToWinnow()
                                .map(ratio -> "%.3f".formatted(ratio.median()))
                                .orElse(""));
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /** For programs: one object on one line. */
    public String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode()
                .put("bundle", bundle)
                .put("texts", corpus.texts().size())
                .put("labelled", corpus.targets().size())
                .put("rounds", settings.rounds())
                .put("batch", settings.batch())
                .put("partitions", settings.partitions());
        report.set("machine", mapper.valueToTree(machine));
        report.putArray("rows");
        rows.forEach(row -> describe(row, report.withArray("rows").addObject()));
        return report.toString();
    }

    private static void describe(PeerRow row, ObjectNode json) {
        json.put("name", row.name())
                .put("kind", row.streams() ? "stream" : "engine")
                .put("cores", row.cores())
                .put("documentsPerSecond", row.documentsPerSecond().median())
                .put("least", row.documentsPerSecond().least())
                .put("most", row.documentsPerSecond().most())
                .put("perCore", row.perCore())
                .put("accuracy", row.accuracy().isPresent() ? row.accuracy().getAsDouble() : null)
                .put("agreement", row.agreement())
                .put("ratioToWinnow", row.ratioToWinnow().map(Spread::median).orElse(null))
                .put("leastRatio", row.ratioToWinnow().map(Spread::least).orElse(null))
                .put("mostRatio", row.ratioToWinnow().map(Spread::most).orElse(null));
    }
}
