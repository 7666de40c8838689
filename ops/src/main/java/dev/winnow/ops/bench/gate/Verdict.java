package dev.winnow.ops.bench.gate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A measured ratio held against its bound.
 *
 * @param bound what is asked
 * @param ratio what was measured
 */
public record Verdict(Bound bound, double ratio) {

    /** One for each ratio that was measured, in the order of {@link Bound#ALL}. */
    public static List<Verdict> of(Map<Bound, Double> ratios) {
        return Bound.ALL.stream()
                .filter(ratios::containsKey)
                .map(bound -> new Verdict(bound, ratios.get(bound)))
                .toList();
    }

    /** Whether the ratio is high enough. */
    public boolean passed() {
        return ratio >= bound.least();
    }

    /** For people: the figures, and what to look for where they are too low. */
    public String line() {
        String figures = String.format(Locale.ROOT, "%-36s %6.2fx  at least %.2fx", bound.name(), ratio, bound.least());
        return passed() ? figures + "  ok" : figures + "  TOO LOW: " + bound.reason();
    }
}
