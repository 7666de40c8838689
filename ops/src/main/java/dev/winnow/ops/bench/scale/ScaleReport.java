package dev.winnow.ops.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What {@code winnow bench scale} measured: a row for each setting, and how flat the cost is from row to row. */
public final class ScaleReport {
    private static final double MIB = 1 << 20;

    private final String model;
    private final Map<Setting, List<Measured>> rows = new LinkedHashMap<>();

    /** @param model bundle, precision and offset in words */
    public ScaleReport(String model) {
        this.model = model;
    }

    void add(Setting setting, Measured measured) {
        rows.computeIfAbsent(setting, none -> new ArrayList<>()).add(measured);
    }

    /** Whether every document of every run has exactly one result. */
    public boolean complete() {
        return rows.values().stream().flatMap(List::stream).allMatch(run -> run.lost() == 0 && run.doubled() == 0);
    }

    /** For people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(table, "%s; ms are processor time for a document, an instance's = engine + stream + JVM", model);
        line(
                table,
                "%9s %10s %7s %11s %16s %11s %16s %7s %7s %5s %7s %9s %5s %7s",
                "documents",
                "partitions",
                "workers",
                "documents/s",
                "least to most",
                "instance ms",
                "least to most",
                "engine",
                "stream",
                "JVM",
                "others",
                "heap MiB",
                "lost",
                "doubled");
        rows.forEach((setting, runs) -> line(table, "%s", row(setting, runs)));
        slopes().forEach(slope -> line(table, "%s", slope.text()));
        line(
                table,
                "a document is %.0f bytes in the input topic and %.0f in the output topic, key and value",
                inputBytes(),
                outputBytes());
        return table.toString();
    }

    private static String row(Setting setting, List<Measured> runs) {
        Spread speed = spread(runs, Measured::documentsPerSecond);
        Spread cost = spread(runs, Measured::cost);
        return String.format(
                Locale.ROOT,
                "%9d %10d %7d %11.0f %16s %11.3f %16s %7.3f %7.3f %5.3f %7.3f %9.1f %5d %7d",
                setting.documents(),
                setting.partitions(),
                setting.workers(),
                speed.median(),
                String.format(Locale.ROOT, "%.0f to %.0f", speed.least(), speed.most()),
                cost.median(),
                String.format(Locale.ROOT, "%.3f to %.3f", cost.least(), cost.most()),
                millis(runs, ProcessorTime::engineNanos),
                millis(runs, ProcessorTime::streamNanos),
                millis(runs, ProcessorTime::runtimeNanos),
                millis(runs, time -> time.brokerNanos() + time.benchNanos()),
                spread(runs, run -> run.heapBytes() / MIB).median(),
                runs.stream().mapToLong(Measured::lost).sum(),
                runs.stream().mapToLong(Measured::doubled).sum());
    }

    private List<Slope> slopes() {
        return Slope.of(rows);
    }

    private double inputBytes() {
        return rows.values().stream()
                .flatMap(List::stream)
                .mapToDouble(run -> (double) run.inputBytes() / run.documents())
                .average()
                .orElseThrow();
    }

    private double outputBytes() {
        return rows.values().stream()
                .flatMap(List::stream)
                .mapToDouble(run -> (double) run.outputBytes() / run.documents())
                .average()
                .orElseThrow();
    }

    private static double millis(List<Measured> runs, ToDoubleFunction<ProcessorTime> nanos) {
        return spread(runs, run -> run.millis((long) nanos.applyAsDouble(run.processor())))
                .median();
    }

    static Spread spread(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /** For programs: one object on one line. */
    public String json() {
        ObjectNode report = new ObjectMapper()
                .createObjectNode()
                .put("model", model)
                .put("complete", complete())
                .put("inputBytesPerDocument", inputBytes())
                .put("outputBytesPerDocument", outputBytes());
        ArrayNode array = report.putArray("rows");
        rows.forEach((setting, runs) -> describe(setting, runs, array.addObject()));
        ArrayNode slopes = report.putArray("slopes");
        slopes().forEach(slope -> slope.describe(slopes.addObject()));
        return report.toString();
    }

    private static void describe(Setting setting, List<Measured> runs, ObjectNode json) {
        Spread speed = spread(runs, Measured::documentsPerSecond);
        Spread cost = spread(runs, Measured::cost);
        json.put("documents", setting.documents())
                .put("partitions", setting.partitions())
                .put("workers", setting.workers())
                .put("rounds", runs.size())
                .put("documentsPerSecond", speed.median())
                .put("leastDocumentsPerSecond", speed.least())
                .put("mostDocumentsPerSecond", speed.most())
                .put("instanceMillis", cost.median())
                .put("leastInstanceMillis", cost.least())
                .put("mostInstanceMillis", cost.most())
                .put("engineMillis", millis(runs, ProcessorTime::engineNanos))
                .put("streamMillis", millis(runs, ProcessorTime::streamNanos))
                .put("jvmMillis", millis(runs, ProcessorTime::runtimeNanos))
                .put("brokerMillis", millis(runs, ProcessorTime::brokerNanos))
                .put("benchMillis", millis(runs, ProcessorTime::benchNanos))
                .put("batchDocuments", spread(runs, Measured::batchDocuments).median())
                .put("heapMiB", spread(runs, run -> run.heapBytes() / MIB).median())
                .put("lost", runs.stream().mapToLong(Measured::lost).sum())
                .put("doubled", runs.stream().mapToLong(Measured::doubled).sum());
    }
}
