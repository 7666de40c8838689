package dev.winnow.ops.cli;

import dev.winnow.ops.simulate.SimulationResult;
import java.util.List;

/**
 * What `winnow simulate` answers, for programs.
 *
 * @param bundle whose curve was used
 * @param arrivals the file or the shape
 * @param policy {@code auto}, or {@code fixed} for an offset that nobody turns
 * @param instances that share the load; the rest is about one of them
 * @param workers of each
 * @param fixedMillis cost of a call
 * @param microsPerToken cost of a token at -1
 * @param capacity documents a second of one instance at -1
 * @param objectiveMillis the latency objective
 * @param drainSeconds absent without a step
 * @param timeline one entry for each control period
 */
record SimulationReport(
        String bundle,
        String arrivals,
        String policy,
        long instances,
        int workers,
        double fixedMillis,
        double microsPerToken,
        double capacity,
        long objectiveMillis,
        long seed,
        long documents,
        long results,
        double meanAgeSeconds,
        double p50AgeSeconds,
        double p99AgeSeconds,
        double sloViolationRatio,
        double effectiveAccuracy,
        double maxAccuracyDrop,
        double meanOffset,
        Double drainSeconds,
        int reversals,
        double overloadedShare,
        List<SimulationResult.Moment> timeline) {}
