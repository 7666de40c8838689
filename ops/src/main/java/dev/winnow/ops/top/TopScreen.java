package dev.winnow.ops.top;

import dev.winnow.ops.top.Row.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Lines for the screen out of a snapshot: a header with totals, the table, details of one row, and what keys do. */
public final class TopScreen {

    /** Header, totals and titles above the rows, and the footer below. */
    private static final int FRAME_LINES = 4;

    /** Fewer rows than this are no table; the details go first. */
    private static final int LEAST_ROWS = 3;

    /** Of a row in trouble, where nobody selects: state, offset, mode and why. */
    private static final int PLAIN_DETAILS = 4;

    private static final int PLAIN_COLUMNS = 200;

    private static final String KEYS = "q quit   p %s   s sort: %s   ↑ ↓ select%s";

    private final Paint paint;

    /** @param colours whether the terminal may show them */
    public TopScreen(boolean colours) {
        paint = new Paint(colours);
    }

    /** A whole screen; no line is longer than it is wide, apart from colours. */
    public List<String> lines(Snapshot fleet, View view, int columns, int height) {
        List<Row> rows = view.rows(fleet);
        boolean detailed = height >= FRAME_LINES + 1 + Details.LINES + LEAST_ROWS && !rows.isEmpty();
        int room = Math.max(1, height - FRAME_LINES - (detailed ? Details.LINES + 1 : 0));
        int selected = view.index(rows);
        int first = Math.max(0, Math.min(selected - room / 2, rows.size() - room));
        int last = Math.min(rows.size(), first + room);
        Table table = Table.of(rows, columns - 2);
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(Paint.fit(head(fleet, view), columns)));
        lines.add(Paint.fit(totals(fleet), columns));
        lines.add(paint.dim("  " + table.titles()));
        for (int i = first; i < last; i++) {
            Row row = rows.get(i);
            lines.add(paint.row(row.trouble(), i == selected, (i == selected ? "> " : "  ") + table.line(row)));
        }
        if (detailed) {
            lines.add(paint.dim(rule(rows.get(selected).key(), columns)));
            lines.addAll(Details.of(rows.get(selected), columns));
        }
        while (lines.size() < height - 1) {
            lines.add("");
        }
        String shown =
                last - first < rows.size() ? "   rows %d to %d of %d".formatted(first + 1, last, rows.size()) : "";
        String keys =
                KEYS.formatted(view.paused() ? "go on" : "pause", view.sort().label(), shown);
        lines.add(paint.dim(Paint.fit(keys, columns)));
        return lines;
    }

    /** All of it for a file or another program: no line is left out, and no word about keys. */
    public List<String> plain(Snapshot fleet) {
        List<Row> rows = View.FIRST.rows(fleet);
        Table table = Table.plain(rows);
        List<String> lines = new ArrayList<>();
        lines.add(head(fleet, View.FIRST));
        lines.add(totals(fleet));
        lines.add(table.titles().stripTrailing());
        for (Row row : rows) {
            lines.add(table.line(row).stripTrailing());
            if (row.trouble() != Trouble.NONE) {
                Details.of(row, PLAIN_COLUMNS).stream()
                        .limit(PLAIN_DETAILS)
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> lines.add("  " + line));
            }
        }
        return lines;
    }

    private static String head(Snapshot fleet, View view) {
        long away = fleet.instances().stream().filter(InstanceSnapshot::isAway).count();
        long ready = fleet.instances().stream().filter(InstanceSnapshot::ready).count();
        int all = fleet.instances().size();
        return "winnow top   %s   %d %s: %d ready, %d away%s%s"
                .formatted(
                        fleet.at(),
                        all,
                        all == 1 ? "instance" : "instances",
                        ready,
                        away,
                        all - ready - away == 0 ? "" : ", %d not ready".formatted(all - ready - away),
                        view.paused() ? "   PAUSED" : "");
    }

    private static String totals(Snapshot fleet) {
        DoubleStream dead = fleet.bundles()
                .map(bundle -> bundle.figures().deadLetters())
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue);
        return "in %s/s   out %s/s   backlog %s   oldest %s   dead letters %s"
                .formatted(
                        Amount.of(sum(fleet.bundles().mapToDouble(BundleSnapshot::arriving))),
                        Amount.of(sum(fleet.bundles().mapToDouble(BundleSnapshot::serving))),
                        Amount.of(sum(fleet.bundles().mapToDouble(BundleSnapshot::backlog))),
                        Amount.time(fleet.bundles()
                                .mapToDouble(BundleSnapshot::oldestMillis)
                                .filter(value -> !Double.isNaN(value))
                                .max()
                                .orElse(Double.NaN)),
                        Amount.of(sum(dead)));
    }

    /** Of what is known; NaN where nothing is. */
    private static double sum(DoubleStream values) {
        double[] known = values.filter(value -> !Double.isNaN(value)).toArray();
        return known.length == 0 ? Double.NaN : DoubleStream.of(known).sum();
    }

    private static String rule(String title, int columns) {
        String start = Paint.fit("── " + title + " ", columns);
        return start + "─".repeat(columns - start.codePointCount(0, start.length()));
    }
}
