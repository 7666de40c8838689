package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.bench.Texts;
import dev.winnow.ops.knob.AutoWish;
import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.CostMeasurement;
import dev.winnow.ops.simulate.DocumentLengths;
import dev.winnow.ops.simulate.EngineModel;
import dev.winnow.ops.simulate.Fleet;
import dev.winnow.ops.simulate.InstanceSettings;
import dev.winnow.ops.simulate.Load;
import dev.winnow.ops.simulate.Scenario;
import dev.winnow.ops.simulate.SimulationResult;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.control.AutoPolicy;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what a load would do to instances with a controller, without a broker and in seconds. */
@Command(
        name = "simulate",
        description =
                "Simulates a load: arrivals, micro-batches, engine and controller, on a clock that is only a number."
                        + " What the engine costs is measured on this machine for a few seconds, or given.",
        footer = {
            "  winnow simulate --bundle moderation --arrivals step",
            "  winnow simulate --bundle moderation --arrivals step --offset 0 --cost 3,170",
            "  winnow simulate --bundle topics --arrivals load.csv --objective 1s --min-accuracy 0.91 --json",
            "  winnow simulate --bundle topics --arrivals diurnal --rate 200000 --peak 5 --size --workers 32"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int TEXTS = 512;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private LoadOptions load;

    @Mixin
    private PolicyOptions policy;

    @Mixin
    private MeasureOptions measure;

    @Mixin
    private Texts texts;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle, with a calibration.")
    private String bundle;

    @Option(
            names = "--offset",
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            description = "Without a controller: this δ offset all the time.")
    private DeltaOffset fixed;

    @Option(
            names = "--instances",
            defaultValue = "1",
            paramLabel = "N",
            description = "Instances that share the load evenly (default: ${DEFAULT-VALUE}).")
    private long instances;

    @Option(names = "--size", description = "Find the number of instances that hold the objective.")
    private boolean size;

    @Option(
            names = "--cost",
            paramLabel = "FIXED_MS,MICROS_PER_TOKEN",
            converter = CostConverter.class,
            description =
                    "What a call and a token cost one worker at offset -1, instead of a measurement; documents are"
                            + " then as long as comments are.")
    private CostCurve given;

    @Option(names = "--seed", defaultValue = "1", description = "Other chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What a machine does for its documents. */
    private record Machine(CostCurve cost, DocumentLengths lengths) {}

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        AutoPolicy held = checked();
        Bundle opened = Bundle.open(bundle);
        CalibrationCurve curve = opened.calibration()
                .orElseThrow(
                        () -> usage(
                                "bundle '" + bundle
                                        + "' has no calibration, so nobody knows how fast its offsets are; run 'winnow calibrate' first"));
        Machine machine = given == null ? measured(opened) : assumed();
        InstanceSettings settings = InstanceSettings.defaults(measure.workers);
        double capacity = machine.cost()
                .capacity(
                        measure.workers,
                        settings.batch().tokens(),
                        machine.lengths().mean());
        Load total = loaded(instances * capacity);
        EngineModel model = new EngineModel(machine.cost(), curve);
        Scenario whole = new Scenario(
                total.arrivals(), machine.lengths(), model, settings, held.objective(), total.relief(), seed);
        Fleet fleet = fixed == null ? Fleet.controlled(whole, held) : Fleet.fixed(whole, fixed);
        long number = size ? sized(fleet, held.objective()) : instances;
        report(machine.cost(), capacity, number, fleet.run(number));
        return 0;
    }

    private AutoPolicy checked() {
        load.problem().ifPresent(problem -> {
            throw usage(problem);
        });
        if (instances < 1) {
            throw usage("--instances: there is one at least, not " + instances);
        }
        if (size && load.growsWithInstances()) {
            throw usage("--size needs a load that does not grow with the instances: give --rate or a file");
        }
        try {
            return policy.wish().over(AutoWish.DEFAULTS);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private Load loaded(double capacity) {
        try {
            return load.load(capacity);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Machine measured(Bundle opened) {
        try (Classifier classifier = BundleClassifier.load(opened, engine.precision);
                Progress progress =
                        Progress.start("measuring", terminal, spec.commandLine().getErr())) {
            CostMeasurement measurement = new CostMeasurement(classifier, texts.first(TEXTS), measure.workers);
            return new Machine(measurement.run(progress::update), measurement.lengths());
        }
    }

    private Machine assumed() {
        return new Machine(given, DocumentLengths.comments(new SplittableRandom(seed)));
    }

    private long sized(Fleet fleet, Duration objective) {
        OptionalLong enough;
        try (Progress progress =
                Progress.startLate("sizing", terminal, spec.commandLine().getErr())) {
            enough = fleet.size((done, total, tried) -> progress.update(done, total, tried + " instances"));
        }
        return enough.orElseThrow(() -> new IllegalStateException("no number of instances holds " + objective.toMillis()
                + " ms: even idle ones take longer, for a commit comes every "
                + ApplicationConfig.defaults().commitInterval().toMillis() + " ms"));
    }

    private void report(CostCurve cost, double capacity, long number, SimulationResult result) {
        PrintWriter out = spec.commandLine().getOut();
        SimulationReport report = new SimulationReport(
                bundle,
                load.arrivals,
                fixed == null ? "auto" : "fixed",
                number,
                measure.workers,
                cost.fixedSeconds() * 1e3,
                cost.secondsPerToken() * 1e6,
                capacity,
                policy.wish().over(AutoWish.DEFAULTS).objective().toMillis(),
                seed,
                result.documents(),
                result.results(),
                result.meanAgeSeconds(),
                result.p50AgeSeconds(),
                result.p99AgeSeconds(),
                result.sloViolationRatio(),
                result.effectiveAccuracy(),
                result.maxAccuracyDrop(),
                result.meanOffset(),
                result.drainSeconds().isPresent() ? result.drainSeconds().getAsDouble() : null,
                result.reversals(),
                result.overloadedShare(),
                result.timeline());
        if (measure.json) {
            out.println(Json.line(report));
        } else {
            new SimulationText(out).print(report);
        }
        out.flush();
    }
}
