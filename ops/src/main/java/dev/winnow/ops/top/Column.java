package dev.winnow.ops.top;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A column of the table, in the order they stand in. */
enum Column {
    INSTANCE("INSTANCE", 0, 14, true),
    BUNDLE("BUNDLE", 0, 10, true),
    STATE("STATE", 0, 8, true),
    IN("IN/S", 8, 5, false),
    OUT("OUT/S", 1, 5, false),
    BACKLOG("BACKLOG", 2, 7, false),
    OLDEST("OLDEST", 3, 6, false),
    P99("P99", 5, 5, false),
    OFFSET("OFFSET", 4, 6, false),
    BAR("-1        1", 9, 11, true),
    ACCURACY("ACC", 6, 5, false),
    LIVE("LIVE", 10, 5, false),
    MODE("MODE", 7, 12, true),
    DEAD("DEAD", 11, 5, false),
    TREND("OUT/S, 5 MIN", 12, 12, true);

    private final String title;
    private final int rank;
    private final int width;
    private final boolean left;

    /**
     * @param rank those of a high one are left out first where there is no room
     * @param width columns of the screen, at least
     * @param left whether it begins at the left
     */
    Column(String title, int rank, int width, boolean left) {
        this.title = title;
        this.rank = rank;
        this.width = width;
        this.left = left;
    }

    /** Those that fit so many columns of the screen with a blank between them. */
    static Set<Column> fitting(int columns) {
        Set<Column> shown = EnumSet.noneOf(Column.class);
        int used = -1;
        List<Column> ranked = Stream.of(values())
                .sorted(Comparator.comparingInt(column -> column.rank))
                .toList();
        for (Column column : ranked) {
            used += column.width + 1;
            if (used > columns) {
                break;
            }
            shown.add(column);
        }
        return shown;
    }

    String title() {
        return title;
    }

    int width() {
        return width;
    }

    boolean left() {
        return left;
    }

    /** Text for a row in so many columns of the screen. */
    String cell(Row row, int columns) {
        return switch (this) {
            case INSTANCE -> row.instance().instance();
            case STATE -> row.state();
            case BUNDLE -> row.bundleName();
            default -> row.bundle().map(bundle -> cell(row, bundle, columns)).orElse(Amount.NONE);
        };
    }

    private String cell(Row row, BundleSnapshot bundle, int columns) {
        return switch (this) {
            case INSTANCE, STATE, BUNDLE -> throw new AssertionError("a row without bundle has " + this);
            case IN -> Amount.of(bundle.arriving());
            case OUT -> Amount.of(bundle.serving());
            case BACKLOG -> Amount.of(bundle.backlog());
            case OLDEST -> Amount.time(bundle.oldestMillis());
            case P99 -> Amount.time(bundle.figures().p99AgeMillis());
            case OFFSET -> Amount.offset(bundle.knob().offset());
            case BAR -> OffsetBar.of(bundle.knob(), columns);
            case ACCURACY -> Amount.share(bundle.knob().expectedAccuracy());
            case LIVE ->
                bundle.knob().live() == null
                        ? Amount.NONE
                        : Amount.share(bundle.knob().live().agreement());
            case MODE -> row.mode();
            case DEAD -> Amount.of(bundle.figures().deadLetters());
            case TREND -> Spark.of(bundle.served(), 0, bundle.served().most(), columns);
        };
    }
}
