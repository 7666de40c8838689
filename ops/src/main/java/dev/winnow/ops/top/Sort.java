package dev.winnow.ops.top;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Orders of the table. Names decide among equals, so that lines stay where they are while figures move. */
public enum Sort {
    /** The worst first. */
    TROUBLE,
    /** The longest queue first. */
    BACKLOG,
    /** The oldest record first. */
    AGE,
    /** By instance. */
    NAME,
    /** All instances of a bundle together. */
    BUNDLE;

    Comparator<Row> order() {
        return first().thenComparing(row -> row.instance().instance()).thenComparing(Row::bundleName);
    }

    private Comparator<Row> first() {
        return switch (this) {
            case TROUBLE -> Comparator.comparing(Row::trouble);
            case BACKLOG -> descending(BundleSnapshot::backlog);
            case AGE -> descending(BundleSnapshot::oldestMillis);
            case NAME -> Comparator.comparing(row -> row.instance().instance());
            case BUNDLE -> Comparator.comparing(Row::bundleName);
        };
    }

    private static Comparator<Row> descending(ToDoubleFunction<BundleSnapshot> figure) {
        return Comparator.comparingDouble(row -> {
            double value = row.bundle().map(figure::applyAsDouble).orElse(Double.NaN);
            return Double.isNaN(value) ? Double.POSITIVE_INFINITY : -value;
        });
    }

    /** The one after this, and the first after the last. */
    Sort next() {
        List<Sort> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
