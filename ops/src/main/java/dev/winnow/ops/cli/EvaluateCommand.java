package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.engine.EngineChoice;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures bundles on labelled data. */
@Command(
        name = "evaluate",
        description = "Measures accuracy, macro F1 and speed of bundles on a labelled data set, offset by offset.",
        footer = {
            "  winnow evaluate --bundle moderation --data data/hatexplain",
            "  winnow evaluate --bundle moderation --data data/hatexplain --offsets=-1,0,0.2 --json",
            "  winnow evaluate --bundle moderation --data data/hatexplain --bundle topics --data data/ag_news --speedups 1,5",
            "  winnow evaluate --bundle seed-1 --bundle seed-2 --data data/mine --speedups 1,2,4.7,8",
            "  winnow evaluate --bundle ./my-bundle --data data/mine --split validation --rationale",
            "  winnow evaluate --bundle topics --data data/ag_news --engine onnx"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private EngineOptions options;

    @Mixin
    private EngineChoice engine;

    @Mixin
    private MeasureOptions measure;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description =
                    "A folder, or the name of a shipped bundle; several times to compare, with mean and spread where they"
                            + " share their data.")
    private List<String> bundles;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder with train, validation and test as .jsonl, .csv or .tsv, each with or without .gz: rows"
                            + " with the fields text and label; once for all bundles, or once for each, in their order.")
    private List<Path> data;

    @Option(
            names = "--split",
            defaultValue = "test",
            paramLabel = "train|validation|test",
            description = "What is reported on (default: ${DEFAULT-VALUE}).")
    private Split split;

    @Option(
            names = "--offsets",
            split = ",",
            paramLabel = "D",
            converter = OffsetConverter.class,
            description = "δ offsets, -1 (the full encoder) to 1 (default: -1, and 0 for a bundle that drops tokens).")
    private List<DeltaOffset> offsets = new ArrayList<>();

    @Option(
            names = "--speedups",
            split = ",",
            paramLabel = "X",
            description = "FLOPs speed-ups, 1 or more: each is measured at the offset that gives it on the validation"
                    + " split.")
    private List<Double> speedups = new ArrayList<>();

    @Option(
            names = "--rationale",
            description = "Also compare token scores, the model's and others, with what annotators marked.")
    private boolean rationale;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (speedups.stream().anyMatch(speedup -> !(speedup >= 1))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--speedups: a speed-up over the full encoder is 1 or more, not in " + speedups);
        }
        if (data.size() != 1 && data.size() != bundles.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data: name one folder for all bundles or one for each, not %d for %d"
                            .formatted(data.size(), bundles.size()));
        }
        Logs.showWarningsOnly();
        PrintWriter out = spec.commandLine().getOut();
        EvaluationTable table = new EvaluationTable(out);
        Map<Path, List<BundleEvaluation.Result>> results = new LinkedHashMap<>();
        List<Bundle> opened = bundles.stream().map(Bundle::open).toList();
        for (int i = 0; i < opened.size(); i++) {
            Path folder = data.get(data.size() == 1 ? 0 : i);
            BundleEvaluation.Result result = evaluate(opened.get(i), folder);
            results.computeIfAbsent(folder, any -> new ArrayList<>()).add(result);
            if (measure.json) {
                out.println(Json.line(EvaluationJson.of(result)));
            } else {
                table.print(result);
            }
            out.flush();
        }
        if (!measure.json) {
            results.values().stream().filter(group -> group.size() > 1).forEach(table::printSpread);
        }
        out.flush();
        return 0;
    }

    private BundleEvaluation.Result evaluate(Bundle bundle, Path folder) {
        BundleEvaluation evaluation = new BundleEvaluation(
                Dataset.open(folder),
                split,
                offsets,
                speedups,
                rationale,
                engine.engine(options.precision),
                measure.workers);
        try (PhaseProgress progress =
                new PhaseProgress(terminal, spec.commandLine().getErr())) {
            return evaluation.measure(bundle, progress);
        }
    }
}
