package dev.winnow.ops.simulate;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a simulated load went; the metrics are those of accuracy scaling (Proteus, ASPLOS 2024).
 *
 * @param documents that came
 * @param results that could be read in the end
 * @param seconds from the first document to the last result
 * @param engineSeconds in which the engine computed, all workers together
 * @param meanWaitSeconds from a record to the start of its micro-batch
 * @param meanAgeSeconds of the results when they could be read
 * @param p50AgeSeconds their median
 * @param p99AgeSeconds their 99th percentile
 * @param sloViolationRatio share of the results that were older than the objective
 * @param effectiveAccuracy mean calibrated accuracy of the offsets that documents were computed with
 * @param maxAccuracyDrop from the full encoder to the least accurate of these offsets
 * @param meanOffset over documents
 * @param drainSeconds from the relief until no waiting document was older than the objective; empty without a relief
 * @param reversals changes of direction of the offset
 * @param overloadedShare share of the time that the fastest allowed offset was too slow
 * @param timeline one entry for each control period
 */
public record SimulationResult(
        long documents,
        long results,
        double seconds,
        double engineSeconds,
        double meanWaitSeconds,
        double meanAgeSeconds,
        double p50AgeSeconds,
        double p99AgeSeconds,
        double sloViolationRatio,
        double effectiveAccuracy,
        double maxAccuracyDrop,
        double meanOffset,
        OptionalDouble drainSeconds,
        int reversals,
        double overloadedShare,
        List<Moment> timeline) {

    /**
     * The end of a control period.
     *
     * @param second since the start
     * @param arrivalsPerSecond documents that came in the period
     * @param backlog documents without a result, all that are there
     * @param offset that is in force from now on
     */
    public record Moment(double second, double arrivalsPerSecond, long backlog, double offset) {}

    public SimulationResult {
        timeline = List.copyOf(timeline);
    }
}
