package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.evaluation.BundleCalibration;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.ReductionBench.Row;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench reduction}. */
@Command(
        name = "reduction",
        description = {
            "Measure how much of the operations that token reduction saves is saved in time, on one thread: micro-batches of"
                    + " 1,000 and 2,000 tokens, and single documents of 64 tokens and more.",
            "Offsets run in turn, the full encoder among them; medians of the thread's processor time are compared."
        })
final class ReductionBenchCommand implements Callable<Integer> {
    private static final int[] BATCH_TOKENS = {1000, 2000};
    private static final int SINGLE_TOKENS = 64;

    /** Short ones fill a micro-batch of 1,000 tokens, and among long ones are four of 64 tokens. */
    private static final int TEXTS_OF_A_BATCH = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle, trained for reduction.")
    private String bundle;

    @Option(
            names = "--offsets",
            split = ",",
            paramLabel = "D",
            description = "δ offsets to compare with -1 (default: ${DEFAULT-VALUE}).",
            defaultValue = "0,0.25,0.5,1")
    private List<Double> offsets;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            paramLabel = "fp32|bf16|int8",
            description = "Number format of the encoder (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(
            names = "--rounds",
            description = "Timed runs of each offset (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int rounds;

    @Option(
            names = "--batches",
            description =
                    "Micro-batches of 1,000 tokens; half as many of 2,000, and four times as many single documents"
                            + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "8")
    private int batches;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    private final Terminal terminal;

    ReductionBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<DeltaOffset> compared = compared();
        Bundle opened = Bundle.open(bundle);
        BundleCalibration.requireReduction(opened);
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("bundle", bundle)
                .put("precision", precision.label())
                .put("threads", 1)
                .put("rounds", rounds);
        ArrayNode list = report.putArray("workloads");
        try (BundleClassifier classifier = BundleClassifier.load(opened, precision);
                GemmRate gemm = new GemmRate(opened.checkpoint().config(), precision)) {
            ReductionBench bench = new ReductionBench(classifier, gemm);
            for (Workload workload : workloads(classifier)) {
                List<Row> rows;
                try (Progress progress = Progress.start(
                        workload.name(), terminal, spec.commandLine().getErr())) {
                    rows = bench.run(workload, compared, rounds, progress::update);
                }
                if (json) {
                    list.add(ReductionBenchReport.json(workload, rows));
                } else {
                    ReductionBenchReport.print(out, workload, rows);
                }
            }
        }
        if (json) {
            out.println(report);
        }
        out.flush();
        return 0;
    }

    private List<DeltaOffset> compared() {
        try {
            return offsets.stream().map(DeltaOffset::new).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--offsets: " + e.getMessage());
        }
    }

    /** Those for which the texts hold enough tokens. */
    private List<Workload> workloads(BundleClassifier classifier) {
        List<TokenizedText> documents = texts.first(TEXTS_OF_A_BATCH * batches).stream()
                .map(classifier::tokenize)
                .toList();
        return Stream.of(
                        Workload.ofTokens(documents, BATCH_TOKENS[0], batches),
                        Workload.ofTokens(documents, BATCH_TOKENS[1], Math.max(1, batches / 2)),
                        Workload.ofSingles(documents, SINGLE_TOKENS, 4 * batches))
                .filter(workload -> workload.documents() > 0)
                .toList();
    }
}
