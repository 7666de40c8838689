package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.bench.process.Agreement;
import dev.winnow.ops.bench.process.ProcessBench;
import dev.winnow.ops.bench.rounds.Spread;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench process}. */
@Command(
        name = "process",
        description = {
            "Hold the engine's documents a second, as the benchmarks measure them, against those of whole processes of 'winnow"
                    + " classify' that are timed from outside; what starting a process takes is taken out.",
            "Exit code 1 where the two are more than 10 % apart by processor time."
        },
        footer = {
            "  winnow bench process --texts comments.jsonl",
            "  winnow bench process --texts comments.jsonl --precision int8 --offset 1 --documents 1500",
        })
final class ProcessBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            defaultValue = "moderation",
            description = "A folder, or the name of a shipped bundle (default: ${DEFAULT-VALUE}).")
    private String bundle;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            paramLabel = "fp32|bf16|int8",
            description = "Number format of the encoder (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(
            names = "--offset",
            defaultValue = "-1",
            paramLabel = "D",
            description = "δ offset (default: ${DEFAULT-VALUE}).")
    private double offset;

    @Option(
            names = "--documents",
            description = "Texts of a pass and of the smaller process; the larger has three times as many"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "400")
    private int documents;

    @Option(names = "--rounds", description = "Timed runs of each (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;

    ProcessBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (rounds < 1 || documents < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds and --documents must be at least 1");
        }
        List<String> read = texts.first(documents);
        String main = spec.root().userObject().getClass().getName();
        List<String> arguments = List.of(
                "classify", "--bundle", bundle, "--precision", precision.label(), "--offset", String.valueOf(offset));
        Agreement agreement;
        try (BundleClassifier classifier = BundleClassifier.load(Bundle.open(bundle), precision);
                Progress progress =
                        Progress.start("process", terminal, spec.commandLine().getErr())) {
            agreement = new ProcessBench(classifier, new DeltaOffset(offset), main, arguments)
                    .run(read, rounds, progress::update);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report(agreement, read.size()));
        } else {
            print(out, agreement, read.size());
        }
        out.flush();
        return agreement.holds() ? 0 : 1;
    }

    private void print(PrintWriter out, Agreement agreement, int texts) {
        out.printf(
                Locale.ROOT,
                "%n%s, %s, offset %.2f, processes of %d and %d documents, %d rounds%n",
                bundle,
                precision.label(),
                offset,
                texts,
                3 * texts,
                rounds);
        out.printf(
                "%-16s %16s %18s %16s %18s %7s %16s%n",
                "documents/s", "in this process", "least to most", "whole processes", "least to most", "ratio", "");
        line(out, "processor time", agreement.processor());
        line(out, "time that passes", agreement.wall());
        out.printf("the two %s within %.0f %%%n", agreement.holds() ? "agree" : "DO NOT AGREE", 100 * Agreement.WITHIN);
    }

    private static void line(PrintWriter out, String name, Agreement.Clock clock) {
        out.printf(
                Locale.ROOT,
                "%-16s %16.1f %18s %16.1f %18s %7.3f %16s%n",
                name,
                clock.inside().median(),
                range("%.1f to %.1f", clock.inside()),
                clock.outside().median(),
                range("%.1f to %.1f", clock.outside()),
                clock.ratio().median(),
                range("%.3f to %.3f", clock.ratio()));
    }

    private static String range(String format, Spread spread) {
        return String.format(Locale.ROOT, format, spread.least(), spread.most());
    }

    private ObjectNode report(Agreement agreement, int texts) {
        ObjectNode report = new ObjectMapper()
                .createObjectNode()
                .put("bundle", bundle)
                .put("precision", precision.label())
                .put("offset", offset)
                .put("documents", texts)
                .put("rounds", rounds)
                .put("agree", agreement.holds());
        add(report.putObject("processorTime"), agreement.processor());
        add(report.putObject("timeThatPasses"), agreement.wall());
        return report;
    }

    private static void add(ObjectNode node, Agreement.Clock clock) {
        node.put("inThisProcess", clock.inside().median())
                .put("wholeProcesses", clock.outside().median())
                .put("ratio", clock.ratio().median())
                .put("leastRatio", clock.ratio().least())
                .put("mostRatio", clock.ratio().most());
    }
}
