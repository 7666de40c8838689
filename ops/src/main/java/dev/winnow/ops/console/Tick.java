package dev.winnow.ops.console;

import dev.winnow.ops.management.HealthReport;
import dev.winnow.ops.management.KnobAnswer;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.measure.StreamTotals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page is told every second.
 *
 * @param at milliseconds since the epoch
 * @param process where it stands, and why
 * @param controlTopic whether policies arrive; null before the bundles are loaded
 * @param totals since the start of the process
 * @param bundles in the order of the configuration
 */
record Tick(
        long at,
        HealthReport process,
        KnobAnswer.TopicAnswer controlTopic,
        StreamTotals totals,
        List<BundleTick> bundles) {

    /**
     * One bundle.
     *
     * @param bundle its name
     * @param state {@code running}, {@code overloaded}, or where the process stands
     * @param reason for people; empty where there is none
     * @param figures of the last second
     * @param fullCapacity documents a second that the workers could compute with the full encoder; null when unknown
     * @param knob what its knob does; null before there is one
     */
    record BundleTick(
            String bundle,
            String state,
            String reason,
            Map<String, Double> figures,
            Double fullCapacity,
            KnobAnswer.BundleAnswer knob) {}

    static Tick of(long nowMillis, Vitals vitals, Optional<KnobsReport> report, Meters meters) {
        HealthReport process = HealthReport.readiness(vitals.state().get());
        KnobAnswer knobs = KnobAnswer.of(report);
        return new Tick(
                nowMillis,
                process,
                knobs.controlTopic(),
                vitals.totals().get(),
                meters.all().stream()
                        .map(meter -> bundle(meter, process, knobs))
                        .toList());
    }

    private static BundleTick bundle(BundleMeter meter, HealthReport process, KnobAnswer knobs) {
        String name = meter.model().name();
        KnobAnswer.BundleAnswer knob = knobs.bundles().stream()
                .filter(answer -> answer.bundle().equals(name))
                .findFirst()
                .orElse(null);
        boolean overloaded = process.healthy() && knob != null && knob.overloaded();
        return new BundleTick(
                name,
                overloaded ? "overloaded" : process.state(),
                overloaded ? "the offset is the fastest that is allowed, and it is too slow" : process.reason(),
                meter.last().known(),
                Sample.number(meter.fullCapacity()),
                knob);
    }
}
