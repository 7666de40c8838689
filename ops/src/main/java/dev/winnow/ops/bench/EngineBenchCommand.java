package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.EngineBench.Row;
import dev.winnow.ops.engine.EngineChoice;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow bench engine}. */
@Command(
        name = "engine",
        description = {
            "Measure the engine alone against ONNX Runtime and DJL, one thread each, and against the rate of the bare"
                    + " matrix products; --engine adds the packed encoder in ONNX Runtime.",
            "Candidates run in turn; the median of the rounds is reported with the fastest and the slowest.",
            "With --device cuda, or cpu, a bundle on that device instead, in every precision: labels, tokens and logits beside the"
                    + " processor's in fp32, then the time of padded and packed batches, then ByteTransformer's own settings."
        },
        footer = {
            "  winnow bench engine --texts comments.jsonl.gz",
            "  winnow bench engine --device cuda --texts comments.jsonl.gz --json",
            "  winnow bench engine --device cpu --bytetransformer --lengths 64,128",
        })
final class EngineBenchCommand implements Callable<Integer> {
    /** Enough for the batches and the short documents of {@link #steps}. */
    private static final int STEP_DOCUMENTS = 400;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Mixin
    private EngineChoice engine;

    @Mixin
    private DeviceMeasurement device;

    @Option(
            names = "--rounds",
            description = "Timed runs of each candidate (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int rounds;

    @Option(
            names = "--documents",
            description = "Documents in a batch (default: ${DEFAULT-VALUE}).",
            defaultValue = "64")
    private int documents;

    @Option(names = "--batches", description = "Batches of comments (default: ${DEFAULT-VALUE}).", defaultValue = "2")
    private int batches;

    @Option(names = "--max-tokens", description = "Longest document (default: ${DEFAULT-VALUE}).", defaultValue = "256")
    private int maxTokens;

    @Option(
            names = "--steps",
            description = "Measure the engine alone instead, step by step from padding to int8 and token reduction: on"
                    + " micro-batches of 1,500 tokens and on single documents of up to 20.")
    private boolean steps;

    @Option(
            names = "--only",
            paramLabel = "NN",
            description = "For --steps: this step alone, and only micro-batches, for a profiler.")
    private String only;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            defaultValue = "moderation",
            description =
                    "For --steps and --device: a folder, or the name of a shipped bundle (default: ${DEFAULT-VALUE}).")
    private String bundle;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    private final Terminal terminal;

    EngineBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode report =
                new ObjectMapper().createObjectNode().put("threads", 1).put("rounds", rounds);
        if (steps) {
            runSteps(out, report.putArray("workloads"));
        } else if (device.isAskedFor(engine.device())) {
            PrintWriter tables = json ? new PrintWriter(Writer.nullWriter()) : out;
            DeviceMeasurement.Plan plan = new DeviceMeasurement.Plan(bundle, texts, batches, maxTokens, rounds);
            device.run(engine.device(), plan, terminal, tables, report);
        } else {
            runBaselines(out, report.putArray("workloads"));
        }
        if (json) {
            out.println(report);
        }
        out.flush();
        return 0;
    }

    private void runSteps(PrintWriter out, ArrayNode list) {
        Bundle opened = Bundle.open(bundle);
        try (StepBench bench = new StepBench(opened)) {
            if (only != null) {
                bench.only(only);
            }
            for (Workload workload : stepWorkloads(opened)) {
                List<StepBench.Row> rows;
                try (Progress progress = Progress.start(
                        workload.name(), terminal, spec.commandLine().getErr())) {
                    rows = bench.run(workload, rounds, progress::update);
                }
                if (!json) {
                    StepBenchReport.print(out, workload, rows);
                }
                list.add(StepBenchReport.json(workload, rows));
            }
        }
    }

    private List<Workload> stepWorkloads(Bundle opened) {
        try (DocumentTokenizer tokenizer =
                new DocumentTokenizer(opened.checkpoint().tokenizerJson(), maxTokens)) {
            List<TokenizedText> comments = texts.first(STEP_DOCUMENTS).stream()
                    .map(tokenizer::tokenize)
                    .toList();
            Workload full = Workload.ofTokens(comments, TokenBudget.DEFAULT.tokens(), 2 * batches);
            return only == null ? List.of(full, Workload.ofSingles(comments, 1, 20, 16 * batches)) : List.of(full);
        }
    }

    private void runBaselines(PrintWriter out, ArrayNode list) {
        Checkpoint checkpoint = Checkpoint.miniLm();
        try (EngineBench bench = new EngineBench(checkpoint, chosen(checkpoint))) {
            for (Workload workload : workloads(checkpoint)) {
                List<Row> rows;
                try (Progress progress = Progress.start(
                        workload.name(), terminal, spec.commandLine().getErr())) {
                    rows = bench.run(workload, rounds, progress::update);
                }
                if (!json) {
                    EngineBenchReport.print(out, workload, rows);
                }
                list.add(EngineBenchReport.json(workload, rows));
            }
        }
    }

    /** libtorch is among the candidates anyway. */
    private List<Candidate> chosen(Checkpoint checkpoint) {
        Engine chosen = engine.engine(Precision.FP32);
        return chosen instanceof Engine.PyTorch
                ? List.of()
                : List.of(new ExportedCandidate("winnow " + engine.label(), checkpoint, chosen, maxTokens));
    }

    private List<Workload> workloads(Checkpoint checkpoint) {
        List<Workload> workloads = new ArrayList<>();
        try (DocumentTokenizer tokenizer = new DocumentTokenizer(checkpoint.tokenizerJson(), maxTokens)) {
            List<String> comments = texts.first(documents * batches);
            workloads.add(Workload.ofTexts("comments", comments, tokenizer, documents));
        }
        workloads.add(Workload.logNormal(documents));
        for (int max : new int[] {64, 128, 256}) {
            workloads.add(Workload.uniform(max, documents));
        }
        return workloads;
    }
}
