package dev.winnow.ops.top;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The table's columns and how wide each is: what a screen has left goes to names that need it, and then to the trend. */
final class Table {
    private final Map<Column, Integer> widths = new EnumMap<>(Column.class);

    /** For rows on a screen of so many columns. */
    static Table of(List<Row> rows, int columns) {
        return new Table(rows, Column.fitting(columns), columns);
    }

    /** With all of every name, and without the trend, of which one snapshot knows nothing. */
    static Table plain(List<Row> rows) {
        return new Table(rows, EnumSet.complementOf(EnumSet.of(Column.TREND)), Integer.MAX_VALUE);
    }

    private Table(List<Row> rows, Set<Column> shown, int columns) {
        shown.forEach(column -> widths.put(column, column.width()));
        int spare = columns
                - shown.size()
                + 1
                - shown.stream().mapToInt(Column::width).sum();
        for (Column column : List.of(Column.INSTANCE, Column.BUNDLE, Column.STATE)) {
            if (widths.containsKey(column)) {
                spare -= widen(column, needed(column, rows), spare);
            }
        }
        if (widths.containsKey(Column.TREND)) {
            widen(Column.TREND, Trend.SECONDS, spare);
        }
    }

    private static int needed(Column column, List<Row> rows) {
        return rows.stream()
                .mapToInt(row -> column.cell(row, column.width()).length())
                .max()
                .orElse(0);
    }

    private int widen(Column column, int needed, int spare) {
        int more = Math.max(0, Math.min(spare, needed - column.width()));
        widths.merge(column, more, Integer::sum);
        return more;
    }

    String titles() {
        return widths.entrySet().stream()
                .map(entry -> padded(entry.getKey().title(), entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    String line(Row row) {
        return widths.entrySet().stream()
                .map(entry -> padded(entry.getKey().cell(row, entry.getValue()), entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String padded(String text, Column column, int width) {
        String fitted = Paint.fit(text, width);
        String blanks = " ".repeat(width - fitted.codePointCount(0, fitted.length()));
        return column.left() ? fitted + blanks : blanks + fitted;
    }
}
