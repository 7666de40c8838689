package dev.winnow.ops.bench;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.ops.bench.scale.ScaleBench;
import dev.winnow.ops.bench.scale.ScaleReport;
import dev.winnow.ops.bench.scale.Setting;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench scale}. */
@Command(
        name = "scale",
        description = {
            "Measure what a document costs from topic to topic, with more documents, partitions and workers: each number of"
                    + " one with each of the others.",
            "The processor time of broker, sender and reader, which share this process, is told apart by their threads."
                    + " Every document is counted; the exit code is 1 when one is lost or doubled."
        },
        footer = {
            "  winnow bench scale --bundle topics --precision int8",
            "  winnow bench scale --documents 1000,10000,100000 --partitions 4 --workers 2 --texts comments.jsonl.gz",
            "  winnow bench scale --documents 1000,1000000 --partitions 4 --workers 2 --precision int8 --offset 1 --rounds 1"
        })
final class ScaleBenchCommand implements Callable<Integer> {
    /** Enough for the spread of lengths; the documents are these again and again. */
    private static final int TEXTS = 20_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Option(
            names = "--documents",
            paramLabel = "N",
            split = ",",
            description = "Documents in a run (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000,4000")
    private List<Integer> documents;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            split = ",",
            description = "Partitions of each topic (default: ${DEFAULT-VALUE}).",
            defaultValue = "1,16")
    private List<Integer> partitions;

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            description = "Micro-batches computed at the same time (default: the number of processors).")
    private List<Integer> workers = List.of(Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Documents of each run that come before the measured ones (default: ${DEFAULT-VALUE}).",
            defaultValue = "4000")
    private int warmUp;

    @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).", defaultValue = "2")
    private int rounds;

    @Mixin
    private StreamedBundle bundle;

    @Option(
            names = "--offset",
            description = "δ offset, -1 for the full encoder (default: ${DEFAULT-VALUE}).",
            defaultValue = "-1")
    private double offset;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;

    ScaleBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (rounds < 1 || warmUp < 0) {
            throw usage("--rounds must be 1 or more and --warm-up 0 or more, not %d and %d".formatted(rounds, warmUp));
        }
        List<Setting> settings = settings();
        WinnowConfig config = config();
        ScaleReport report = new ScaleReport(String.format(
                Locale.ROOT,
                "%s, %s, offset %.2f, %d rounds",
                bundle.name(),
                bundle.precision().label(),
                offset,
                rounds));
        try (Classifier classifier = bundle.load();
                EmbeddedBroker broker = EmbeddedBroker.start();
                Progress progress =
                        Progress.start("runs", terminal, spec.commandLine().getErr())) {
            new ScaleBench(config, classifier, broker.bootstrapServers(), texts.first(TEXTS), warmUp)
                    .run(settings, rounds, report, progress::update);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.table());
        out.flush();
        return report.complete() ? 0 : 1;
    }

    private List<Setting> settings() {
        try {
            return new TreeSet<>(workers)
                    .stream()
                            .flatMap(
                                    crew -> new TreeSet<>(partitions).stream().flatMap(parts -> new TreeSet<>(documents)
                                            .stream().map(count -> new Setting(count, parts, crew))))
                            .toList();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private WinnowConfig config() {
        WinnowConfig defaults = WinnowConfig.defaults();
        try {
            return defaults.toBuilder()
                    .engine(new EngineConfig(workers.get(0), bundle.precision()))
                    .model(new ModelConfig(
                            offset,
                            defaults.model().rationaleSpans(),
                            defaults.model().shadowShare()))
                    .pipelines(List.of(bundle.pipeline()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
