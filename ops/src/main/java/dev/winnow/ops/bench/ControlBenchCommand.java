package dev.winnow.ops.bench;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.ops.bench.control.Contender;
import dev.winnow.ops.bench.control.ControlBench;
import dev.winnow.ops.bench.control.ControlReport;
import dev.winnow.ops.bench.control.LoadPattern;
import dev.winnow.ops.bench.stream.Borrowed;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench control}. */
@Command(
        name = "control",
        description = {
            "Measure what the controller holds under a load of half, thrice and half the capacity at offset -1, with a broker"
                    + " in this process, against fixed offsets and simpler laws.",
            "Every policy gets the same documents at the same moments, in an application and topics of its own. Exit code 1"
                    + " when a document was lost or doubled."
        },
        footer = {
            "  winnow bench control --quick",
            "  winnow bench control --scenario both --policies \"controller,fixed 0,aimd offset\"",
            "  winnow bench control --texts FILE --svg docs --json"
        })
final class ControlBenchCommand implements Callable<Integer> {

    /** Few enough that a second of any load has about the mean length. */
    private static final int TEXTS = 500;

    private static final List<Integer> PHASES = List.of(15, 20, 25);
    private static final List<Integer> QUICK_PHASES = List.of(5, 8, 10);

    /** Which loads, as the command line names them. */
    enum Scenario {
        step,
        bursts,
        both;

        List<LoadPattern> patterns() {
            return switch (this) {
                case step -> List.of(LoadPattern.STEP);
                case bursts -> List.of(LoadPattern.BURSTS);
                case both -> List.of(LoadPattern.values());
            };
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Mixin
    private StreamedBundle bundle;

    @Option(
            names = "--policies",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Of 'controller', 'fixed -1', 'fixed 0', 'fixed max', 'aimd batch' and 'aimd offset' (default: all).")
    private List<String> policies;

    @Option(
            names = "--scenario",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "step")
    private Scenario scenario;

    @Option(
            names = "--phases",
            paramLabel = "S",
            split = ",",
            description =
                    "Seconds before, of and after the step; bursts take as long in all (default: 15,20,25, with --quick"
                            + " 5,8,10).")
    private List<Integer> phases;

    @Option(names = "--seed", description = "Other arrivals (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    private long seed;

    @Option(names = "--quick", description = "Shorter phases and measurements before them: some four minutes for all.")
    private boolean quick;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    @Option(names = "--svg", paramLabel = "DIR", description = "Draw ages and offsets into this folder too.")
    private Path svg;

    private final Terminal terminal;

    ControlBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Contender> contenders = contenders();
        ControlBench.Durations durations = durations();
        try (Classifier classifier = bundle.load();
                EmbeddedBroker broker = EmbeddedBroker.start();
                Progress progress =
                        Progress.start("runs", terminal, spec.commandLine().getErr())) {
            ControlBench bench =
                    new ControlBench(broker, config(), new Borrowed(classifier), shuffled(), durations, seed);
            ControlReport report = bench.run(scenario.patterns(), contenders, progress::update);
            print(report);
            return report.complete() ? 0 : 1;
        }
    }

    private List<Contender> contenders() {
        if (policies == null) {
            return Arrays.asList(Contender.values());
        }
        return policies.stream()
                .map(name -> Contender.named(name.strip())
                        .orElseThrow(() -> usage("--policies: there is no '" + name + "'")))
                .distinct()
                .toList();
    }

    /** A file may be in an order, and then its first texts are no sample. */
    private List<String> shuffled() {
        List<String> sample = new ArrayList<>(texts.first(TEXTS));
        Collections.shuffle(sample, new Random(seed));
        return sample;
    }

    private ControlBench.Durations durations() {
        List<Integer> seconds = phases == null ? (quick ? QUICK_PHASES : PHASES) : phases;
        if (seconds.size() != 3 || seconds.stream().anyMatch(phase -> phase < 1)) {
            throw usage("--phases are three numbers of seconds, each 1 or more");
        }
        return new ControlBench.Durations(
                new LoadPattern.Phases(seconds.get(0), seconds.get(1), seconds.get(2)), quick ? 4 : 10, quick ? 6 : 15);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(ControlReport report) {
        if (svg != null) {
            try {
                report.draw(svg);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot draw into " + svg + ": " + e, e);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.table());
        out.flush();
    }

    private WinnowConfig config() {
        WinnowConfig defaults = WinnowConfig.defaults();
        return defaults.toBuilder()
                .engine(new EngineConfig(defaults.engine().workers(), bundle.precision()))
                .pipelines(List.of(bundle.pipeline()))
                .build();
    }
}
