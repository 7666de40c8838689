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
 * <p>The simulator knows no work but the engine's. Here broker, clients, sender and tokenizer take their share of the same cores,
 * for each document the same at every offset, so the engine that is simulated does it as well: with e seconds of a worker for a
 * document at -1, and s = e (engine capacity ÷ measured capacity − 1) for all the rest,
 *
 * <pre>
 * cost     ← cost · (e + s) ÷ e
 * ratio(o) ← (e + s) ÷ (e ÷ ratio(o) + s)
 * </pre>
 *
 * so that it is as fast at -1 as was measured from topic to topic. The controller in it knows the calibrated curve alone, as the
 * real one.
 */
final class Prediction {

    private Prediction() {}

    /** Ages of it end when the result can be read. */
    static SimulationResult of(Baseline baseline, CalibrationCurve curve, int workers, Schedule schedule, long seed) {
        double rest = Math.max(0, baseline.engineCapacity() / baseline.capacity() - 1);
        InstanceSettings instance = InstanceSettings.defaults(workers);
        AutoPolicy policy = baseline.policy(curve);
        Scenario scenario = new Scenario(
                new ArrivalTimes(schedule.seconds()),
                baseline.lengths(),
                new EngineModel(withRest(baseline.cost(), rest), withRest(curve, rest)),
                instance,
                policy.objective(),
                schedule.relief(),
                seed);
        Controller controller = new Controller(curve, policy, instance.batch());
        return Simulation.run(
                scenario, Governor.controlled(controller), new Actuation(DeltaOffset.FULL, instance.batch(), false));
    }

    private static CostCurve withRest(CostCurve cost, double rest) {
        return new CostCurve(cost.fixedSeconds() * (1 + rest), cost.secondsPerToken() * (1 + rest));
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
                (1 + rest) / (1 / point.throughputRatio() + rest));
    }
}
