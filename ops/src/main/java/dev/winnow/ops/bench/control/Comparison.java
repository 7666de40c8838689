package dev.winnow.ops.bench.control;

import dev.winnow.ops.simulate.SimulationResult;
import java.util.List;

/**
 * What was predicted of the controller's run beside what was measured. Ages end when results can be read, as the simulator has
 * them.
 */
record Comparison(List<Figure> figures) {

    /** A figure both ways. */
    record Figure(String name, double predicted, double measured) {
        /** The difference as a share of what was measured; not a number where that is 0. */
        double relative() {
            return measured == 0 ? Double.NaN : (predicted - measured) / Math.abs(measured);
        }
    }

    static Comparison of(SimulationResult predicted, RunMetrics measured) {
        return new Comparison(List.of(
                new Figure("p99AgeSeconds", predicted.p99AgeSeconds(), measured.readableP99AgeSeconds()),
                new Figure("sloViolationRatio", predicted.sloViolationRatio(), measured.readableViolationRatio()),
                new Figure("meanOffset", predicted.meanOffset(), measured.meanOffset()),
                new Figure("effectiveAccuracy", predicted.effectiveAccuracy(), measured.effectiveAccuracy())));
    }
}
