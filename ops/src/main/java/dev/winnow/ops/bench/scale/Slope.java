package dev.winnow.ops.bench.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The row with most of something over the row with least of it that is alike otherwise, taken round by round, since a machine
 * changes its speed from round to round.
 *
 * @param axis what there is more of
 * @param from the least of it
 * @param to the most
 * @param ratio of the axis' figure; of the cost, 1 is flat
 */
record Slope(Axis axis, Setting from, Setting to, Spread ratio) {

    /** All that these rows tell. */
    static List<Slope> of(Map<Setting, List<Measured>> rows) {
        List<Slope> slopes = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            for (Setting from : rows.keySet()) {
                List<Setting> alike = rows.keySet().stream()
                        .filter(other -> axis.alone(other, from))
                        .sorted(Comparator.comparingInt(axis::of))
                        .toList();
                Setting to = alike.get(alike.size() - 1);
                if (from.equals(alike.get(0)) && !from.equals(to)) {
                    slopes.add(new Slope(axis, from, to, ratio(axis, rows.get(from), rows.get(to))));
                }
            }
        }
        return slopes;
    }

    private static Spread ratio(Axis axis, List<Measured> from, List<Measured> to) {
        return Spread.of(IntStream.range(0, from.size())
                .mapToObj(round -> axis.of(to.get(round)) / axis.of(from.get(round)))
                .toList());
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%s of %d over %d %s (%s): %.2f (%.2f to %.2f)",
                axis.figure(),
                axis.of(to),
                axis.of(from),
                axis.label(),
                axis.rest(to),
                ratio.median(),
                ratio.least(),
                ratio.most());
    }

    void describe(ObjectNode json) {
        json.put("axis", axis.label())
                .put("figure", axis.figure())
                .put("from", axis.of(from))
                .put("to", axis.of(to))
                .put("rest", axis.rest(to))
                .put("ratio", ratio.median())
                .put("leastRatio", ratio.least())
                .put("mostRatio", ratio.most());
    }
}
