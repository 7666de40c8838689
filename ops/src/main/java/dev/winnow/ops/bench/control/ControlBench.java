package dev.winnow.ops.bench.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.simulate.ArrivalRates;
import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.CostMeasurement;
import dev.winnow.ops.simulate.DocumentLengths;
import dev.winnow.ops.simulate.SimulationResult;
import dev.winnow.ops.simulate.Slowdown;
import dev.winnow.topology.config.WinnowConfig;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contenders under one load that is too much for the full encoder: half of what it does, thrice, half again. First it measures
 * what that is, and what an age without load is.
 */
public final class ControlBench {

    private static final Logger LOG = LoggerFactory.getLogger(ControlBench.class);
    private static final double UNLOADED = 0.2;

    /** Part of the fastest capacity that leaves time, where the peak of the loads does not. */
    private static final double SERVED_EASILY = 0.7;

    /** Half of it until the virtual machine has compiled what a heavy load runs through. */
    private static final double WARMING = 2;

    /** From topic to topic a quiet machine reaches nine tenths of the engine alone. */
    private static final double BUSY = 0.7;

    /**
     * How long things take.
     *
     * @param phases of the loads
     * @param capacitySeconds of documents for the measurement of the capacity
     * @param unloadedSeconds of documents for the age without load
     */
    public record Durations(LoadPattern.Phases phases, double capacitySeconds, double unloadedSeconds) {}

    /** Engine, capacity and age without load. */
    private static final int MEASUREMENTS = 3;

    /** Hears what comes next: how many steps are done, of how many, and what the next one is. */
    @FunctionalInterface
    public interface Listener {
        void next(long done, long total, String what);
    }

    /** Counts for the listener. */
    private static final class Steps {
        private final Listener listener;
        private final long total;
        private long begun;

        Steps(Listener listener, long total) {
            this.listener = listener;
            this.total = total;
        }

        void next(String what) {
            listener.next(begun++, total, what);
        }

        void end() {
            listener.next(total, total, "");
        }
    }

    private final WinnowConfig base;
    private final Classifier lent;
    private final CalibrationCurve curve;
    private final List<String> texts;
    private final Durations durations;
    private final long seed;
    private final ControlRun runs;

    /**
     * Nothing runs yet.
     *
     * @param base with one pipeline
     * @param lent the model, calibrated; its {@code close} does nothing
     * @param texts of the documents
     * @param seed of the arrivals
     */
    public ControlBench(
            EmbeddedBroker broker,
            WinnowConfig base,
            Classifier lent,
            List<String> texts,
            Durations durations,
            long seed) {
        this.base = base;
        this.lent = lent;
        this.curve = lent.calibration()
                .orElseThrow(() -> new IllegalStateException(
                        "bundle '" + lent.model() + "' has no calibration; run 'winnow calibrate' first"));
        this.texts = texts;
        this.durations = durations;
        this.seed = seed;
        this.runs = new ControlRun(broker, base, lent, curve, texts);
    }

    /**
     * Measures and runs everything.
     *
     * @param listener hears what comes next
     */
    public ControlReport run(List<LoadPattern> patterns, List<Contender> contenders, Listener listener) {
        int simulations = contenders.contains(Contender.CONTROLLER) ? 1 : 0;
        Steps steps = new Steps(listener, MEASUREMENTS + patterns.size() * (contenders.size() + simulations));
        Baseline baseline = baseline(steps);
        ControlReport report =
                new ControlReport(lent.model(), curve, baseline, base.engine(), durations.phases(), seed);
        for (LoadPattern pattern : patterns) {
            Schedule schedule = pattern.schedule(baseline.capacity(), durations.phases(), seed);
            for (Contender contender : contenders) {
                steps.next("%s, %s: %d documents".formatted(pattern.title(), contender.title(), schedule.documents()));
                report.add(pattern, contender, schedule, run(pattern, contender, baseline, schedule));
            }
            if (contenders.contains(Contender.CONTROLLER)) {
                steps.next("%s, simulated".formatted(pattern.title()));
                report.add(pattern, predicted(baseline, schedule));
            }
        }
        steps.end();
        return report;
    }

    private RunRecord run(LoadPattern pattern, Contender contender, Baseline baseline, Schedule schedule) {
        String name = pattern.title() + "-" + contender.title().replace(' ', '-');
        return runs.run(name, contender, contender.laws().map(laws -> baseline.policy(curve)), schedule);
    }

    private List<SimulationResult> predicted(Baseline baseline, Schedule schedule) {
        return Prediction.of(baseline, curve, base.engine().workers(), schedule, seed);
    }

    private Baseline baseline(Steps steps) {
        steps.next("what the engine takes");
        CostMeasurement measurement =
                new CostMeasurement(lent, texts, base.engine().workers());
        CostCurve cost = measurement.run((done, total) -> {});
        DocumentLengths lengths = measurement.lengths();
        double engine = cost.capacity(base.engine().workers(), base.batch().tokens(), lengths.mean());
        steps.next("engine alone %.0f documents/s; capacity from topic to topic".formatted(engine));
        // The fastest first: what the virtual machine has not compiled yet makes it a little slower, not the unit of
        // the load.
        double ratio = curve.at(curve.fastest()).throughputRatio();
        double fastest = capacity("fastest", new DeltaOffset(curve.fastest()), ratio * engine);
        double capacity = capacity("capacity", DeltaOffset.FULL, engine);
        steps.next(
                "capacity %.0f documents/s, %.0f at the fastest offset; age without load".formatted(capacity, fastest));
        if (capacity < BUSY * engine) {
            LOG.atWarn()
                    .addKeyValue("capacity", capacity)
                    .addKeyValue("engine", engine)
                    .log(
                            "the capacity is far below the engine alone: something else uses these cores, and no figure will hold");
        }
        DeltaOffset atPeak = offsetFor(LoadPattern.HIGH / SERVED_EASILY);
        double heavy = Math.min(LoadPattern.HIGH * capacity, SERVED_EASILY * fastest);
        RunRecord loaded = runs.run("loaded", atPeak, steady(heavy, WARMING * durations.unloadedSeconds()));
        RunRecord unloaded =
                runs.run("unloaded", DeltaOffset.FULL, steady(UNLOADED * capacity, durations.unloadedSeconds()));
        Slowdown slowdown = Slowdown.through(
                new Slowdown.Measured(UNLOADED * capacity, unloaded.work().slowdown(cost, 1)),
                new Slowdown.Measured(
                        heavy,
                        loaded.work().slowdown(cost, curve.at(atPeak.value()).throughputRatio())));
        double age = RunMetrics.quantile(unloaded.answers(), Answer::age, 0.99);
        return new Baseline(cost, lengths, engine, capacity, fastest, slowdown, age);
    }

    /** The least offset that is so fast; the fastest where none is. */
    private DeltaOffset offsetFor(double ratio) {
        return new DeltaOffset(curve.points().stream()
                .filter(point -> point.throughputRatio() >= ratio)
                .mapToDouble(CalibrationPoint::offset)
                .findFirst()
                .orElse(curve.fastest()));
    }

    private Schedule steady(double rate, double seconds) {
        ArrivalRates rates = new ArrivalRates(List.of(new ArrivalRates.Piece(seconds, rate)));
        return Schedule.poisson(rates, OptionalDouble.empty(), seed);
    }

    /** @param expected documents a second of the engine alone */
    private double capacity(String name, DeltaOffset offset, double expected) {
        Schedule schedule = Schedule.atOnce((int) Math.ceil(expected * durations.capacitySeconds()));
        return ControlRun.rate(runs.run(name, offset, schedule).answers());
    }
}
