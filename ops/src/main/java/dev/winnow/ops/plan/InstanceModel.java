package dev.winnow.ops.plan;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.EngineModel;
import dev.winnow.ops.simulate.Governor;
import dev.winnow.ops.simulate.InstanceSettings;
import dev.winnow.ops.simulate.Load;
import dev.winnow.ops.simulate.LoadShape;
import dev.winnow.ops.simulate.Scenario;
import dev.winnow.ops.simulate.Simulation;
import dev.winnow.ops.simulate.SimulationResult;
import dev.winnow.ops.simulate.Slowdown;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.BatchShape;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One instance at an offset that nobody turns, by formula and in the simulator. The stream's work runs on the same cores as the
 * engine's, so it lengthens the engine's calls ({@link Slowdown}): an instance of {@code w} workers can do no more than
 * {@code w · 1000 / cost} documents a second.
 *
 * @param cost of a document
 * @param workers batches computed at the same time
 * @param target what is to be held
 * @param seed of the simulator
 */
public record InstanceModel(DocumentCost cost, int workers, Target target, long seed) {

    private static final double SECOND = 1e9;
    private static final double MILLIS = 1e3;

    /** Of {@link LoadShape#BURST}. */
    private static final double BURST_SECONDS = 2;

    private static final double CYCLE_SECONDS = 15;
    private static final double TAKEN_IN_SECONDS = BatchShape.LONGEST_QUEUE.toNanos() / SECOND;

    /** A document may come while a batch of its own worker and the rest of its commit's documents are computed. */
    private static final int BATCHES = 3;

    /** Halvings of the interval from 0 to 1: to a thousandth. */
    private static final int HALVINGS = 10;

    /** The cost is measured at its offset: nothing is left to be scaled by a curve. */
    private static final CalibrationCurve FLAT =
            new CalibrationCurve("none", 1, List.of(new CalibrationPoint(-1, 1, 1, 1, 1, 1, 1, 1)));

    /** Documents a second that it computes at most. */
    public double capacity() {
        return workers * MILLIS / cost.millis();
    }

    /** Share of its cores that such a load takes outside of bursts: the utilisation law. */
    public double utilisation(double rate) {
        return rate / capacity();
    }

    /**
     * The 99th percentile of age in seconds, by formula: commit interval, commit, linger, three batches and, where a burst is more
     * than the instance does, the queue at its end. That counts twice as far as it waits for the engine, a second at most: first a
     * document waits for those before it, then its commit for those behind it.
     */
    public double expectedP99(double rate) {
        InstanceSettings instance = InstanceSettings.defaults(workers);
        double batch = cost.millis()
                / MILLIS
                * instance.batch().tokens()
                / cost.lengths().mean();
        double commit =
                (instance.commitInterval().toNanos() + instance.commitCost().toNanos()) / SECOND;
        double linger = instance.batch().linger().toNanos() / SECOND;
        double queue = Math.max(0, target.peak() * utilisation(rate) - 1) * BURST_SECONDS;
        return commit + linger + BATCHES * batch + queue + Math.min(queue, TAKEN_IN_SECONDS);
    }

    /**
     * The most documents a second, outside of bursts, at which the simulated instance holds the objective.
     *
     * @return empty where it holds it with no load
     */
    public OptionalDouble limit() {
        double held = 0;
        double missed = CYCLE_SECONDS / (CYCLE_SECONDS - BURST_SECONDS + BURST_SECONDS * target.peak());
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (held + missed) / 2;
            if (holds(middle * capacity())) {
                held = middle;
            } else {
                missed = middle;
            }
        }
        return held == 0 ? OptionalDouble.empty() : OptionalDouble.of(held * capacity());
    }

    private boolean holds(double rate) {
        Scenario scenario = scenario(rate, seed);
        return Simulation.holdsObjective(scenario, governor(scenario), first(scenario));
    }

    /** A run of a load of this rate with bursts. */
    public SimulationResult simulate(double rate, long chance) {
        Scenario scenario = scenario(rate, chance);
        return Simulation.run(scenario, governor(scenario), first(scenario));
    }

    private Scenario scenario(double rate, long chance) {
        Load load = LoadShape.BURST.load(rate, target.peak() * rate, LoadShape.BURST.seconds());
        Slowdown beside = new Slowdown(cost.millis() / cost.engineMillis(), 0);
        return new Scenario(
                load.arrivals(),
                cost.lengths(),
                new EngineModel(cost.engine(), FLAT, 1, 0, beside),
                InstanceSettings.defaults(workers),
                target.objective(),
                OptionalDouble.empty(),
                chance);
    }

    private static Governor governor(Scenario scenario) {
        return Governor.fixed(DeltaOffset.FULL, scenario.instance().batch());
    }

    private static Actuation first(Scenario scenario) {
        return new Actuation(DeltaOffset.FULL, scenario.instance().batch(), false);
    }
}
