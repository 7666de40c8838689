package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.bench.Texts;
import dev.winnow.ops.plan.DocumentCost;
import dev.winnow.ops.plan.InstanceModel;
import dev.winnow.ops.plan.InstanceSize;
import dev.winnow.ops.plan.Plan;
import dev.winnow.ops.plan.Planner;
import dev.winnow.ops.plan.RecordSizes;
import dev.winnow.ops.plan.Target;
import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.CostMeasurement;
import dev.winnow.ops.simulate.DocumentLengths;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what to buy for a load. */
@Command(
        name = "plan",
        description = {
            "Says what a load needs: cores, instances, partitions, memory, broker. What a document costs is measured on this"
                    + " machine for a few seconds, or given; how much an instance may be loaded is what the simulator holds the"
                    + " objective with, bursts included.",
            "Cores are taken to be as fast as those of this machine however many there are."
        },
        footer = {
            "  winnow plan --bundle topics --precision int8 --rate 100,1000,10000",
            "  winnow plan --cost 1.6 --rate 1000000 --workers 16 --objective 1s --peak 3",
            "  winnow plan --cost 1.6 --cores 100 --each     what 100 cores carry, every instance simulated"
        })
final class PlanCommand implements Callable<Integer> {

    private static final int TEXTS = 512;
    private static final int SIZES = 2;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private MeasureOptions measure;

    @Mixin
    private Texts texts;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            defaultValue = "moderation",
            description = "What to measure: a folder, or the name of a shipped bundle (default: ${DEFAULT-VALUE}).")
    private String bundle;

    @Option(
            names = "--offset",
            paramLabel = "OFFSET",
            converter = OffsetConverter.class,
            defaultValue = "-1",
            description = "Where to measure it: δ offset, -1 for the full encoder (default: ${DEFAULT-VALUE}).")
    private DeltaOffset offset;

    @Option(
            names = "--cost",
            paramLabel = "MS",
            description =
                    "Processor time an instance takes for a document, as 'winnow bench scale' prints it, instead of a"
                            + " measurement; documents are then as long as comments are.")
    private Double given;

    @Option(
            names = "--stream-ms",
            paramLabel = "MS",
            defaultValue = "0.3",
            description =
                    "The part of it that is not the engine's, where that is measured (default: ${DEFAULT-VALUE}).")
    private double streamMillis;

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            description =
                    "Documents a second outside of bursts; a row for each (default: 100,1000,10000,100000,1000000).")
    private List<Double> rates;

    @Option(names = "--cores", paramLabel = "N", split = ",", description = "A row for what so many cores carry.")
    private List<Long> cores = List.of();

    @Option(
            names = "--objective",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "1s",
            description =
                    "99 of 100 results are to be readable before their records are this old (default: ${DEFAULT-VALUE}).")
    private Duration objective;

    @Option(
            names = "--peak",
            paramLabel = "TIMES",
            defaultValue = "2",
            description = "Bursts: times the rate for two seconds in fifteen (default: ${DEFAULT-VALUE}).")
    private double peak;

    @Option(
            names = "--spare",
            paramLabel = "N",
            defaultValue = "1",
            description = "Instances that may be gone (default: ${DEFAULT-VALUE}).")
    private int spare;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            description = "Memory of an instance (default: 1000 and 100 for each worker).")
    private Double memory;

    @Option(
            names = "--record-bytes",
            paramLabel = "IN,OUT",
            split = ",",
            defaultValue = "230,220",
            description = "A document and its result on the broker, as 'winnow bench scale' prints it (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<Double> recordBytes;

    @Option(
            names = "--each",
            description = "Simulate every instance with chance of its own, not one that stands for all.")
    private boolean each;

    @Option(names = "--seed", defaultValue = "1", description = "Other chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        Target target = checked(() -> new Target(objective, peak, spare));
        InstanceSize size = checked(this::size);
        RecordSizes records = checked(this::records);
        InstanceModel model = new InstanceModel(cost(), measure.workers, target, seed);
        double limit = model.limit()
                .orElseThrow(() -> new IllegalStateException("no load at all holds " + objective.toMillis()
                        + " ms: a result waits for its commit, and a document of " + millis(model)
                        + " ms for the batch before its own"));
        Planner planner = new Planner(model, size, records, limit);
        List<Double> loads = loads(planner);
        List<Plan> plans = new ArrayList<>();
        try (Progress progress =
                Progress.startLate("planning", terminal, spec.commandLine().getErr())) {
            for (double load : loads) {
                plans.add(planner.plan(load, each));
                progress.update(plans.size(), loads.size());
            }
        }
        report(new PlanReport(
                given == null ? bundle : "given",
                given == null ? engine.precision.label() : null,
                given == null ? offset.value() : null,
                measure.workers,
                model.cost().millis(),
                given == null ? model.cost().engineMillis() : null,
                objective.toMillis(),
                peak,
                spare,
                limit,
                model.utilisation(limit),
                plans));
        return 0;
    }

    private static String millis(InstanceModel model) {
        return "%.1f".formatted(model.cost().millis());
    }

    private InstanceSize size() {
        return memory == null ? InstanceSize.measured(measure.workers) : new InstanceSize(measure.workers, memory);
    }

    private RecordSizes records() {
        if (recordBytes.size() != SIZES) {
            throw new IllegalArgumentException("--record-bytes are two numbers such as 230,220");
        }
        return new RecordSizes(recordBytes.get(0), recordBytes.get(1));
    }

    private DocumentCost cost() {
        if (given != null) {
            return checked(() -> DocumentCost.of(given, DocumentLengths.comments(new SplittableRandom(seed))));
        }
        try (Classifier classifier = BundleClassifier.load(Bundle.open(bundle), engine.precision);
                Progress progress =
                        Progress.start("measuring", terminal, spec.commandLine().getErr())) {
            CostMeasurement measurement = new CostMeasurement(classifier, texts.first(TEXTS), measure.workers, offset);
            CostCurve curve = measurement.run(progress::update);
            return checked(() -> new DocumentCost(curve, measurement.lengths(), streamMillis));
        }
    }

    private List<Double> loads(Planner planner) {
        List<Double> loads = new ArrayList<>();
        if (rates != null) {
            loads.addAll(rates);
        } else if (cores.isEmpty()) {
            loads.addAll(List.of(1e2, 1e3, 1e4, 1e5, 1e6));
        }
        cores.forEach(number -> loads.add(planner.carriedBy(number)));
        if (loads.stream().anyMatch(load -> !(load > 0 && load < 1e9))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rate must be above 0, and --cores enough for one instance beside the spare ones");
        }
        return loads;
    }

    private <T> T checked(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void report(PlanReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (measure.json) {
            out.println(Json.line(report));
        } else {
            new PlanText(out).print(report);
        }
        out.flush();
    }
}
