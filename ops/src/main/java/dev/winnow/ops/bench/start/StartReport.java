package dev.winnow.ops.bench.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What {@code winnow bench start} measured: a row for each instance. */
public final class StartReport {
    private static final double MIB = 1 << 20;

    private final int documents;
    private final Map<InstanceForm, List<Started>> rows = new LinkedHashMap<>();

    /** @param documents of the load of each bundle */
    public StartReport(int documents) {
        this.documents = documents;
    }

    void add(InstanceForm form, Started started) {
        rows.computeIfAbsent(form, none -> new ArrayList<>()).add(started);
    }

    /** For people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(table, "resident memory when ready, and after %d documents for each bundle", documents);
        line(
                table,
                "%7s %9s %7s %8s %14s %14s %9s %9s",
                "bundles",
                "precision",
                "workers",
                "ready s",
                "least to most",
                "first result s",
                "ready MiB",
                "after MiB");
        rows.forEach((form, starts) -> line(table, "%s", row(form, starts)));
        return table.toString();
    }

    private static String row(InstanceForm form, List<Started> starts) {
        Spread ready = spread(starts, Started::readySeconds);
        return String.format(
                Locale.ROOT,
                "%7d %9s %7d %8.2f %14s %14.2f %9s %9s",
                form.bundles().size(),
                form.precision().label(),
                form.workers(),
                ready.median(),
                String.format(Locale.ROOT, "%.2f to %.2f", ready.least(), ready.most()),
                spread(starts, Started::firstResultSeconds).median(),
                words(mebibytes(starts, Started::idleBytes)),
                words(mebibytes(starts, Started::busyBytes)));
    }

    private static String words(Optional<Double> mebibytes) {
        return mebibytes.map(some -> String.format(Locale.ROOT, "%.0f", some)).orElse("unknown");
    }

    private static Optional<Double> mebibytes(List<Started> starts, Function<Started, OptionalLong> bytes) {
        List<Double> known = starts.stream()
                .map(bytes)
                .filter(OptionalLong::isPresent)
                .map(some -> some.getAsLong() / MIB)
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(Spread.of(known).median());
    }

    private static Spread spread(List<Started> starts, ToDoubleFunction<Started> figure) {
        return Spread.of(starts.stream().map(figure::applyAsDouble).toList());
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /** For programs: one object on one line; memory is absent where the system does not tell it. */
    public String json() {
        ObjectNode report = new ObjectMapper().createObjectNode().put("documents", documents);
        ArrayNode array = report.putArray("rows");
        rows.forEach((form, starts) -> {
            Spread ready = spread(starts, Started::readySeconds);
            ObjectNode row = array.addObject()
                    .put("bundles", form.bundles().size())
                    .put("precision", form.precision().label())
                    .put("workers", form.workers())
                    .put("starts", starts.size())
                    .put("readySeconds", ready.median())
                    .put("leastReadySeconds", ready.least())
                    .put("mostReadySeconds", ready.most())
                    .put(
                            "firstResultSeconds",
                            spread(starts, Started::firstResultSeconds).median());
            mebibytes(starts, Started::idleBytes).ifPresent(some -> row.put("readyMiB", some));
            mebibytes(starts, Started::busyBytes).ifPresent(some -> row.put("afterMiB", some));
        });
        return report.toString();
    }
}
