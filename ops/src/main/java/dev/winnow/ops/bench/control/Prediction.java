package dev.winnow.ops.bench.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.ArrivalTimes;
import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.EngineModel;
import dev.winnow.ops.simulate.Governor;
import dev.winnow.ops.simulate.InstanceSettings;
import dev.winnow.ops.simulate.Scenario;
import dev.winnow.ops.simulate.Simulation;
import dev.winnow.ops.simulate.SimulationResult;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.Controller;

/**
 * What the simulator says of the controller's run: the same moments of arrival, the measured cost of the engine, and lengths drawn
 * from the same texts.
 *
 * <p>The simulator knows no work but the engine's. Here broker, clients, sender and tokenizer take their share of the same cores.
 * Two capacities from topic to topic, at offset -1 and at the fastest with the calibrated ratio r, say which part q of a
 * document's time at -1 does not get shorter with the offset: {@code capacity ÷ fastest capacity = (1 − q) ÷ r + q}. The engine
 * that is simulated does that part too:
 *
 * <pre>
 * cost     ← cost · engine capacity ÷ capacity
 * ratio(o) ← 1 ÷ ((1 − q) ÷ ratio(o) + q)
 * </pre>
 *
 * The controller in it knows the calibrated curve alone, as the real one.
 */
final class Prediction {

    private Prediction() {}

    /** Ages of it end when the result can be read. */
    static SimulationResult of(Baseline baseline, CalibrationCurve curve, int workers, Schedule schedule, long seed) {
        InstanceSettings instance = InstanceSettings.defaults(workers);
        AutoPolicy policy = baseline.policy(curve);
        Scenario scenario = new Scenario(
                new ArrivalTimes(schedule.seconds()),
                baseline.lengths(),
                new EngineModel(slowed(baseline), withRest(curve, rest(baseline, curve))),
                instance,
                policy.objective(),
                schedule.relief(),
                seed);
        Controller controller = new Controller(curve, policy, instance.batch());
        return Simulation.run(
                scenario, Governor.controlled(controller), new Actuation(DeltaOffset.FULL, instance.batch(), false));
    }

    private static CostCurve slowed(Baseline baseline) {
        double times = baseline.engineCapacity() / baseline.capacity();
        return new CostCurve(
                baseline.cost().fixedSeconds() * times, baseline.cost().secondsPerToken() * times);
    }

    /** The part of a document's time at -1 that is the same at every offset, 0 to 1. */
    static double rest(Baseline baseline, CalibrationCurve curve) {
        double fastest = 1 / curve.at(Contender.fastest(curve).value()).throughputRatio();
        double measured = baseline.capacity() / baseline.fastestCapacity();
        return fastest == 1 ? 0 : Math.max(0, Math.min(1, (measured - fastest) / (1 - fastest)));
    }

    static CalibrationCurve withRest(CalibrationCurve curve, double rest) {
        return new CalibrationCurve(
                curve.split(),
                curve.documents(),
                curve.points().stream().map(point -> withRest(point, rest)).toList());
    }

    private static CalibrationPoint withRest(CalibrationPoint point, double rest) {
        return new CalibrationPoint(
                point.offset(),
                point.accuracy(),
                point.accuracyLow(),
                point.accuracyHigh(),
                point.macroF1(),
                point.agreement(),
                point.flopsSpeedup(),
                1 / ((1 - rest) / point.throughputRatio() + rest));
    }
}
