package dev.winnow.ops.top;

import dev.winnow.ops.management.HealthReport;
import dev.winnow.ops.management.KnobAnswer;
import dev.winnow.ops.management.KnobAnswer.BundleAnswer;
import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.NoAnswerException;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One instance, asked again and again. One that is away is no failure: that is what somebody wants to see. */
final class WatchedInstance {
    private final URI address;
    private final ManagementClient client;
    private final InstantSource clock;
    private final Map<String, BundleSnapshot> bundles = new HashMap<>();
    private final MetricsWindow metrics = new MetricsWindow();
    private volatile Optional<InstanceSnapshot> last = Optional.empty();

    WatchedInstance(URI address, ManagementClient client, InstantSource clock) {
        this.address = address;
        this.client = client;
        this.clock = clock;
    }

    /** What it said last; empty before it was asked. */
    Optional<InstanceSnapshot> last() {
        return last;
    }

    /** Asks it, which takes some seconds at most. Never fails, or nobody would ask again. */
    synchronized void ask() {
        try {
            last = Optional.of(answer());
        } catch (RuntimeException e) {
            last = Optional.of(away("its answer makes no sense: " + e));
        }
    }

    private InstanceSnapshot answer() {
        try {
            HealthReport health = client.readiness(address);
            try {
                KnobAnswer knobs = client.knobs(address);
                return snapshot(health, reason(health, knobs, measured()), knobs.bundles());
            } catch (NoAnswerException e) {
                return snapshot(health, "about its bundles: " + e.getMessage(), List.of());
            }
        } catch (NoAnswerException e) {
            return away(e.getMessage());
        }
    }

    /** Looks at its metrics, and returns what is wrong with them. What the knobs say is worth showing without them. */
    private Optional<String> measured() {
        try {
            client.metrics(address).ifPresent(text -> metrics.add(clock.instant(), text));
            return Optional.empty();
        } catch (NoAnswerException e) {
            return Optional.of("about its metrics: " + e.getMessage());
        } finally {
            metrics.forget(clock.instant());
        }
    }

    private static String reason(HealthReport health, KnobAnswer knobs, Optional<String> unmeasured) {
        if (!health.reason().isEmpty()) {
            return health.reason();
        }
        boolean policiesArrive =
                knobs.controlTopic() == null || knobs.controlTopic().readable();
        return policiesArrive
                ? unmeasured.orElse("")
                : "no policies arrive: " + knobs.controlTopic().reason();
    }

    private InstanceSnapshot snapshot(HealthReport health, String reason, List<BundleAnswer> knobs) {
        return new InstanceSnapshot(
                label(address),
                health.state(),
                health.healthy(),
                reason,
                health.since(),
                knobs.stream().map(this::bundle).toList());
    }

    private BundleSnapshot bundle(BundleAnswer knob) {
        BundleSnapshot before =
                bundles.getOrDefault(knob.bundle(), new BundleSnapshot(knob, Figures.NONE, Trend.EMPTY, Trend.EMPTY));
        BundleSnapshot now = before.next(knob, metrics.figures(knob.bundle()));
        bundles.put(knob.bundle(), now);
        return now;
    }

    private InstanceSnapshot away(String why) {
        bundles.replaceAll((name, bundle) -> bundle.unknown());
        String since = last.filter(InstanceSnapshot::isAway)
                .map(InstanceSnapshot::since)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return new InstanceSnapshot(label(address), InstanceSnapshot.AWAY, false, why, since, List.of());
    }

    /** As people call it: the scheme says nothing. */
    private static String label(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }
}
