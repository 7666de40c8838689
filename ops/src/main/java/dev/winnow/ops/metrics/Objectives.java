package dev.winnow.ops.metrics;

import dev.winnow.topology.control.Policy;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The latency objective of each bundle that has one. Asked for every result, so it looks at the policies once a second only; a
 * result may be held against the objective of a second ago.
 */
final class Objectives {

    private static final long LIFE_NANOS = Duration.ofSeconds(1).toNanos();

    /** What was known at a moment. */
    private record Known(Map<String, Duration> objectives, long atNanos) {}

    private final Supplier<Optional<KnobsReport>> knobs;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - LIFE_NANOS);

    Objectives(Supplier<Optional<KnobsReport>> knobs) {
        this.knobs = knobs;
    }

    /** Whether a result of this age missed the objective of its bundle. */
    boolean missed(String bundle, long ageMillis) {
        long now = System.nanoTime();
        if (now - known.atNanos() >= LIFE_NANOS) {
            // Several threads may look at the same time, and see the same.
            known = new Known(look(), now);
        }
        Duration objective = known.objectives().get(bundle);
        return objective != null && ageMillis > objective.toMillis();
    }

    private Map<String, Duration> look() {
        return knobs.get().map(KnobsReport::knobs).stream()
                .flatMap(Collection::stream)
                .flatMap(knob -> of(knob).map(objective -> Map.entry(knob.bundle(), objective)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    /** The objective that people ask for, whether the controller or a person holds the knob at the moment. */
    static Optional<Duration> of(KnobStatus knob) {
        return knob.policy().flatMap(Policy::auto).map(auto -> auto.objective());
    }
}
