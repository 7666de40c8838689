package dev.winnow.ops.bench.control;

import dev.winnow.ops.simulate.SimulationResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was predicted of the controller's run beside what was measured. Ages end when results can be read, as the simulator has
 * them.
 */
record PredictionCheck(List<Figure> figures) {

    /**
     * A figure both ways.
     *
     * @param predicted mean of the simulated runs
     * @param least of them
     * @param most of them
     */
    record Figure(String name, double predicted, double least, double most, double measured) {

        static Figure of(
                String name, List<SimulationResult> runs, ToDoubleFunction<SimulationResult> value, double measured) {
            var all = runs.stream().mapToDouble(value).summaryStatistics();
            return new Figure(name, all.getAverage(), all.getMin(), all.getMax(), measured);
        }

        /** The difference as a share of what was measured; not a number where that is 0. */
        double relative() {
            return measured == 0 ? Double.NaN : (predicted - measured) / Math.abs(measured);
        }
    }

    /** @param predicted runs with different chance, one at least */
    static PredictionCheck of(List<SimulationResult> predicted, RunMetrics measured) {
        return new PredictionCheck(List.of(
                Figure.of(
                        "p99AgeSeconds", predicted, SimulationResult::p99AgeSeconds, measured.readableP99AgeSeconds()),
                Figure.of(
                        "sloViolationRatio",
                        predicted,
                        SimulationResult::sloViolationRatio,
                        measured.readableViolationRatio()),
                Figure.of("meanOffset", predicted, SimulationResult::meanOffset, measured.meanOffset()),
                Figure.of(
                        "effectiveAccuracy",
                        predicted,
                        SimulationResult::effectiveAccuracy,
                        measured.effectiveAccuracy())));
    }
}
