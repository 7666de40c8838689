package dev.winnow.ops.top;

import java.util.List;
import java.util.Optional;

/**
 * How somebody looks at the fleet.
 *
 * @param sort order of the rows
 * @param selected key of the row whose details are shown; empty for the first
 * @param paused whether figures stand still
 */
public record View(Sort sort, Optional<String> selected, boolean paused) {

    /** The worst first, and its details. */
    public static final View FIRST = new View(Sort.TROUBLE, Optional.empty(), false);

    /** The rows in the order of this view. */
    List<Row> rows(Snapshot fleet) {
        return Row.of(fleet).stream().sorted(sort.order()).toList();
    }

    /** Where the selected row is; one that has gone makes place for the first. */
    int index(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (selected.equals(Optional.of(rows.get(i).key()))) {
                return i;
            }
        }
        return 0;
    }

    /** So many rows further down. */
    View moved(int by, Snapshot fleet) {
        List<Row> rows = rows(fleet);
        if (rows.isEmpty()) {
            return this;
        }
        int next = Math.max(0, Math.min(rows.size() - 1, index(rows) + by));
        return new View(sort, Optional.of(rows.get(next).key()), paused);
    }

    View sorted() {
        return new View(sort.next(), selected, paused);
    }

    View pausedOrNot() {
        return new View(sort, selected, !paused);
    }
}
