package dev.winnow.ops.bench.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.simulate.ArrivalTimes;
import dev.winnow.ops.simulate.EngineModel;
import dev.winnow.ops.simulate.Governor;
import dev.winnow.ops.simulate.InstanceSettings;
import dev.winnow.ops.simulate.Scenario;
import dev.winnow.ops.simulate.Simulation;
import dev.winnow.ops.simulate.SimulationResult;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.Controller;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the simulator says of the controller's run: the same moments of arrival, lengths drawn from the same texts, the cost of the
 * engine as measured alone, and how much longer its calls took while few and while many documents came. The
 * controller in it knows the calibrated curve alone, as the real one.
 *
 * <p>A run hangs on where in a control period and in a commit a step falls, so it is simulated with several chances.
 */
final class Prediction {

    private static final int CHANCES = 25;

    private Prediction() {}

    /** Ages of them end when the result can be read. */
    static List<SimulationResult> of(
            Baseline baseline, CalibrationCurve curve, int workers, Schedule schedule, long seed) {
        InstanceSettings instance = InstanceSettings.defaults(workers);
        AutoPolicy policy = baseline.policy(curve);
        Scenario scenario = new Scenario(
                new ArrivalTimes(schedule.seconds()),
                baseline.lengths(),
                new EngineModel(baseline.cost(), curve, 1, 0, baseline.slowdown()),
                instance,
                policy.objective(),
                schedule.relief(),
                seed);
        Actuation first = new Actuation(DeltaOffset.FULL, instance.batch(), false);
        return LongStream.range(0, CHANCES)
                .mapToObj(chance -> Simulation.run(
                        scenario.withSeed(seed + chance),
                        Governor.controlled(new Controller(curve, policy, instance.batch())),
                        first))
                .toList();
    }
}
