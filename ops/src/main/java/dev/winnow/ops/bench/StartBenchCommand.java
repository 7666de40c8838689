package dev.winnow.ops.bench;

import dev.winnow.model.encoder.Precision;
import dev.winnow.ops.bench.start.InstanceForm;
import dev.winnow.ops.bench.start.StartBench;
import dev.winnow.ops.bench.start.StartReport;
import dev.winnow.ops.embedded.EmbeddedBroker;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench start}. */
@Command(
        name = "start",
        description = {
            "Measure how long an instance takes from the start of its process to readiness and to its first result, and how"
                    + " much memory it has: with the first of the bundles, the first two and so on, in each precision and"
                    + " with each number of workers.",
            "Each instance is a process of its own; memory is told on Linux only."
        },
        footer = {
            "  winnow bench start",
            "  winnow bench start --bundles topics --precisions fp32,bf16,int8 --workers 1,2 --rounds 5 --json"
        })
final class StartBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Option(
            names = "--bundles",
            paramLabel = "BUNDLE",
            split = ",",
            description = "Bundles, one more in each row (default: ${DEFAULT-VALUE}).",
            defaultValue = "moderation,topics")
    private List<String> bundles;

    @Option(
            names = "--precisions",
            paramLabel = "fp32|bf16|int8",
            split = ",",
            description = "Number formats of the encoder (default: ${DEFAULT-VALUE}).",
            defaultValue = "fp32,int8")
    private List<Precision> precisions;

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            description = "Micro-batches computed at the same time (default: the number of processors).")
    private List<Integer> workers = List.of(Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--documents",
            paramLabel = "N",
            description = "Load of each bundle before memory is looked at again (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private int documents;

    @Option(names = "--rounds", description = "Starts of each (default: ${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;

    StartBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (rounds < 1 || documents < 1) {
            throw usage("--rounds and --documents must be 1 or more");
        }
        List<InstanceForm> forms = forms();
        List<String> load = texts.first(documents);
        StartReport report = new StartReport(load.size());
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Progress progress =
                        Progress.start("starts", terminal, spec.commandLine().getErr())) {
            new StartBench(broker.bootstrapServers(), load).run(forms, rounds, report, progress::update);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.table());
        out.flush();
        return 0;
    }

    private List<InstanceForm> forms() {
        List<InstanceForm> forms = new ArrayList<>();
        try {
            precisions.forEach(precision -> workers.forEach(crew -> IntStream.rangeClosed(1, bundles.size())
                    .mapToObj(count -> new InstanceForm(bundles.subList(0, count), precision, crew))
                    .forEach(forms::add)));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        return forms;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
