package dev.winnow.ops.metrics;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.knob.ControlTopicState;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What each knob does and what it goes by. What a bundle does not know, as the accuracy without a calibration, has no series. */
final class KnobMeters {

    /** A gauge with one series for each bundle that knows its value. */
    private record BundleGauge(MultiGauge gauge, Function<KnobStatus, Optional<? extends Number>> value) {

        void update(List<KnobStatus> knobs) {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            for (KnobStatus knob : knobs) {
                value.apply(knob)
                        .ifPresent(number -> rows.add(MultiGauge.Row.of(Tags.of("bundle", knob.bundle()), number)));
            }
            gauge.register(rows, true);
        }
    }

    private final MeterRegistry registry;
    private final List<BundleGauge> gauges = new ArrayList<>();
    private final MultiGauge controlTopic;

    KnobMeters(MeterRegistry registry) {
        this.registry = registry;
        controlTopic = MultiGauge.builder("winnow.control.topic.readable")
                .description("Whether policies arrive, 1 or 0; none without a control topic")
                .register(registry);
        addOffset();
        addQuality();
        addLoad();
    }

    private void addOffset() {
        add(
                "winnow.offset",
                "The δ offset in force",
                knob -> Optional.of(knob.offset().value()));
        add("winnow.offset.cap", "The fastest offset that live quality allows", ofLoad(load -> load.cap()
                .value()));
        add(
                "winnow.overloaded",
                "Whether no faster offset is allowed and the objective is missed, 1 or 0",
                knob -> Optional.of(knob.overloaded() ? 1 : 0));
        addSeconds("winnow.objective", "Age at emission that the policy asks for", Objectives::of);
    }

    private void addQuality() {
        add("winnow.expected.accuracy", "Accuracy of the offset in force, by the calibration", knob -> knob.expected()
                .map(CalibrationPoint::accuracy));
        add(
                "winnow.expected.agreement",
                "Agreement with the full encoder of the offset in force, by the calibration",
                knob -> knob.expected().map(CalibrationPoint::agreement));
        add(
                "winnow.agreement",
                "Share of the documents compared lately that got the full encoder's label",
                ofLive(knob -> knob.live().share()));
        add("winnow.agreement.low", "Lower end of its 95 % interval (Wilson)", ofLive(knob -> knob.live()
                .interval()
                .low()));
        add("winnow.agreement.high", "Upper end of its 95 % interval (Wilson)", ofLive(knob -> knob.live()
                .interval()
                .high()));
        add(
                "winnow.agreement.documents",
                "Documents compared lately",
                knob -> Optional.of(knob.live().documents()));
    }

    private void addLoad() {
        add("winnow.pending.documents", "Documents taken in that have no result yet", ofLoad(LoadSample::pending));
        add(
                "winnow.unread.documents",
                "Documents not taken in, by the last figures of the broker",
                ofLoad(LoadSample::unread));
        add("winnow.backlog.documents", "Documents without a result, taken in or not", ofLoad(LoadSample::backlog));
        add(
                "winnow.arrivals.per.second",
                "Documents that come to the instance's partitions",
                ofLoad(LoadSample::arrivalsPerSecond));
        addSeconds(
                "winnow.queue.age",
                "Age of the oldest record taken in that has no result, by its timestamp",
                knob -> knob.load().map(LoadSample::oldestAge));
        addSeconds(
                "winnow.broker.figures.age", "How old the broker's figures are", knob -> Optional.of(knob.brokerAge()));
    }

    private static Function<KnobStatus, Optional<? extends Number>> ofLoad(
            Function<LoadSample, ? extends Number> value) {
        return knob -> knob.load().map(value);
    }

    private static Function<KnobStatus, Optional<? extends Number>> ofLive(
            Function<KnobStatus, ? extends Number> value) {
        return knob -> knob.live().documents() == 0 ? Optional.empty() : Optional.of(value.apply(knob));
    }

    private void add(String name, String description, Function<KnobStatus, Optional<? extends Number>> value) {
        gauges.add(new BundleGauge(
                MultiGauge.builder(name).description(description).register(registry), value));
    }

    private void addSeconds(String name, String description, Function<KnobStatus, Optional<Duration>> value) {
        gauges.add(new BundleGauge(
                MultiGauge.builder(name)
                        .description(description)
                        .baseUnit("seconds")
                        .register(registry),
                knob -> value.apply(knob).map(KnobMeters::seconds)));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) SECONDS.toNanos(1);
    }

    void update(KnobsReport report) {
        ControlTopicState topic = report.controlTopic();
        List<MultiGauge.Row<?>> readable = topic.topic().isEmpty()
                ? List.of()
                : List.of(MultiGauge.Row.of(Tags.empty(), topic.readable() ? 1 : 0));
        controlTopic.register(readable, true);
        gauges.forEach(gauge -> gauge.update(report.knobs()));
    }
}
