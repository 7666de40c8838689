package dev.winnow.ops.top;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** The metrics of an instance over the last minute, so that a quantile is that of now and not of its whole life. */
final class MetricsWindow {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    /** What was counted at a moment. */
    private record Counted(Instant at, Map<String, BundleCounters> bundles) {}

    private final Deque<Counted> counted = new ArrayDeque<>();

    /** The answer to {@code GET /metrics} at a moment. */
    void add(Instant at, String metrics) {
        counted.addLast(new Counted(at, BundleCounters.read(metrics)));
        forget(at);
    }

    /** Leaves out what is older than a minute, also where nothing new comes. */
    void forget(Instant now) {
        while (!counted.isEmpty() && counted.getFirst().at().isBefore(now.minus(LENGTH))) {
            counted.removeFirst();
        }
    }

    Figures figures(String bundle) {
        if (counted.isEmpty() || !counted.getLast().bundles().containsKey(bundle)) {
            return Figures.NONE;
        }
        return BundleCounters.figures(counted.stream()
                .flatMap(moment -> Optional.ofNullable(moment.bundles().get(bundle)).stream())
                .toList());
    }
}
