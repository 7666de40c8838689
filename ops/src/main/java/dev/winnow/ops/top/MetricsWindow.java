package dev.winnow.ops.top;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** The metrics of an instance over the last minute, so that a quantile is that of now and not of its whole life. */
final class MetricsWindow {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    /** What was counted at a moment. */
    private record Counted(Instant at, Map<String, BundleCounters> bundles) {}

    private final Deque<Counted> counted = new ArrayDeque<>();

    /** The answer to {@code GET /metrics} at a moment. */
    void add(Instant at, String metrics) {
        counted.addLast(new Counted(at, BundleCounters.read(metrics)));
        while (counted.getFirst().at().isBefore(at.minus(LENGTH))) {
            counted.removeFirst();
        }
    }

    Figures figures(String bundle) {
        if (counted.isEmpty() || !counted.getLast().bundles().containsKey(bundle)) {
            return Figures.NONE;
        }
        BundleCounters now = counted.getLast().bundles().get(bundle);
        return now.since(counted.getFirst().bundles().getOrDefault(bundle, now));
    }
}
