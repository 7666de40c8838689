package dev.winnow.ops.demo;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.topology.control.EngineCost;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How many documents a second the full encoder could do here, learnt from what documents cost at the offsets in force. */
final class EngineSpeed {
    private static final double NEWEST = 0.1;

    private final Map<String, CalibrationCurve> curves = new ConcurrentHashMap<>();
    private final Map<String, Double> seconds = new HashMap<>();
    private int workers = 1;

    /** To be told before a bundle computes anything. */
    void knows(String bundle, Optional<CalibrationCurve> curve) {
        curve.ifPresent(known -> curves.put(bundle, known));
    }

    /** Looks at the last control period. */
    void learn(KnobsReport report) {
        report.knobs().forEach(knob -> knob.load().ifPresent(load -> learn(knob, load)));
    }

    private void learn(KnobStatus knob, LoadSample load) {
        workers = load.workers();
        load.cost().map(EngineCost::secondsPerDocument).ifPresent(spent -> {
            double full = spent * ratio(knob);
            seconds.merge(knob.bundle(), full, (before, now) -> before + NEWEST * (now - before));
        });
    }

    private double ratio(KnobStatus knob) {
        CalibrationCurve curve = curves.get(knob.bundle());
        return curve == null ? 1 : curve.at(knob.offset().value()).throughputRatio();
    }

    /** With documents of all bundles in equal parts; empty as long as nothing was computed. */
    Optional<Double> documentsPerSecond() {
        double mean = seconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return mean > 0 ? Optional.of(workers / mean) : Optional.empty();
    }
}
