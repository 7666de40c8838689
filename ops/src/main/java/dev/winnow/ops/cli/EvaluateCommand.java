package dev.winnow.ops.cli;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.evaluation.EvaluationPoint;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.evaluation.Evaluator;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a bundle on labelled data. */
@Command(
        name = "evaluate",
        description = "Measures accuracy, macro F1 and speed of a bundle on a labelled data set.",
        footer = {
            "  winnow evaluate --bundle moderation --data data/hatexplain",
            "  winnow evaluate --bundle ./my-bundle --data data/mine --split validation --json"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle.")
    private String bundle;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder with train, validation and test as .jsonl or .jsonl.gz: an object a line with the fields"
                            + " text and label.")
    private Path data;

    @Option(
            names = "--split",
            defaultValue = "test",
            paramLabel = "train|validation|test",
            description = "Which file (default: ${DEFAULT-VALUE}).")
    private Split split;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Micro-batches computed at the same time (default: the number of processors).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        PrintWriter out = spec.commandLine().getOut();
        EvaluationReport report = evaluate(Dataset.open(data));
        if (json) {
            out.println(Json.line(EvaluationJson.of(report)));
        } else {
            print(report, out);
        }
        out.flush();
        return 0;
    }

    private EvaluationReport evaluate(Dataset dataset) {
        int documents = dataset.read(split).examples().size();
        try (Classifier classifier = engine.load(bundle);
                EngineWorkers threads = new EngineWorkers(workers);
                Progress progress =
                        Progress.start("evaluate", terminal, spec.commandLine().getErr())) {
            return new Evaluator(threads)
                    .evaluate(classifier, dataset, split, done -> progress.update(done, documents));
        }
    }

    private static void print(EvaluationReport report, PrintWriter out) {
        out.printf(
                "%s %s on %s: %d documents%s%n%n",
                report.bundle(),
                report.version(),
                report.split(),
                report.documents(),
                report.badRows() == 0 ? "" : ", " + report.badRows() + " bad rows left out");
        out.println("offset  accuracy  macro F1  FLOPs speed-up  documents/s");
        for (EvaluationPoint point : report.points()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%6.2f  %8.4f  %8.4f  %14.2f  %11.1f",
                    point.offset(),
                    point.accuracy(),
                    point.macroF1(),
                    point.flopsSpeedup(),
                    point.documentsPerSecond()));
        }
        for (EvaluationPoint point : report.points()) {
            out.println();
            ConfusionTable.print(point.confusion(), out);
        }
    }
}
