package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.evaluation.BundleCalibration;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.bench.stages.StageBench;
import dev.winnow.ops.bench.stages.StageReport;
import dev.winnow.ops.bench.stages.StageRow;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench stages}. */
@Command(
        name = "stages",
        description = {
            "Measure where the time of a document goes: tokenization, packing, the encoder, reading its results and the"
                    + " rationale, on one thread in micro-batches of 1,500 tokens.",
            "Precisions and offsets run in turn; medians of the thread's processor time are shown, and what is allocated."
        },
        footer = {
            "  winnow bench stages",
            "  winnow bench stages --texts comments.jsonl --precisions fp32 --offsets 0",
        })
final class StageBenchCommand implements Callable<Integer> {
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
            names = "--precisions",
            split = ",",
            paramLabel = "P",
            description = "Number formats of the encoder (default: ${DEFAULT-VALUE}).",
            defaultValue = "fp32,int8")
    private List<Precision> precisions;

    @Option(
            names = "--offsets",
            split = ",",
            paramLabel = "D",
            description = "δ offsets (default: ${DEFAULT-VALUE}).",
            defaultValue = "-1,1")
    private List<Double> offsets;

    @Option(names = "--documents", description = "Texts of a pass (default: ${DEFAULT-VALUE}).", defaultValue = "400")
    private int documents;

    @Option(names = "--rounds", description = "Timed passes of each (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    private final Terminal terminal;

    StageBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (rounds < 1 || documents < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds and --documents must be at least 1");
        }
        List<DeltaOffset> compared = compared();
        Bundle opened = Bundle.open(bundle);
        BundleCalibration.requireReduction(opened);
        List<String> read = texts.first(documents);
        List<StageRow> rows;
        double collector;
        try (StageBench bench = new StageBench(opened, precisions);
                Progress progress =
                        Progress.start("stages", terminal, spec.commandLine().getErr())) {
            long start = System.nanoTime();
            long collecting = collecting();
            rows = bench.run(read, compared, rounds, progress::update);
            collector = (collecting() - collecting) * 1e6 / (System.nanoTime() - start);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode report = new ObjectMapper()
                    .createObjectNode()
                    .put("bundle", bundle)
                    .put("documents", read.size())
                    .put("rounds", rounds)
                    .put("collectorShare", collector);
            out.println(StageReport.json(report, rows));
        } else {
            StageReport.print(out, read.size(), rows, collector);
        }
        out.flush();
        return 0;
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private List<DeltaOffset> compared() {
        try {
            return offsets.stream().map(DeltaOffset::new).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--offsets: " + e.getMessage());
        }
    }
}
