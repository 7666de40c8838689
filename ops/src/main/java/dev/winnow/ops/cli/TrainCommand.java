package dev.winnow.ops.cli;

import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.evaluation.ConfusionMatrix;
import dev.winnow.model.probe.ProbeReport;
import dev.winnow.model.probe.ProbeSettings;
import dev.winnow.model.probe.ProbeTrainer;
import dev.winnow.model.probe.TrainedProbe;
import dev.winnow.ops.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a bundle out of labelled data. */
@Command(
        name = "train",
        description = "Trains a model on a labelled data set and writes it as a bundle.",
        footer = {
            "  winnow train --stage probe --data data/ag_news --out bundles/topics",
            "  winnow train --data data/mine --out bundles/mine --base ./my-bert"
        })
final class TrainCommand implements Callable<Integer> {

    /** What is trained. */
    enum Stage {
        /** A softmax classifier on the features of the frozen encoder. */
        PROBE
    }

    @Option(
            names = "--stage",
            defaultValue = "probe",
            paramLabel = "probe",
            description =
                    "What is trained; probe: a softmax classifier on the frozen encoder (default: ${DEFAULT-VALUE}).")
    private Stage stage;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder with train, validation and, to be measured on, test as .jsonl or .jsonl.gz: an object a"
                            + " line with the fields text and label.")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "Folder to write.")
    private Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the bundle (default: that of its folder).")
    private String name;

    @Option(
            names = "--model-version",
            defaultValue = "1",
            paramLabel = "VERSION",
            description = "Version of the bundle (default: ${DEFAULT-VALUE}).")
    private String version;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "A BERT checkpoint in Hugging Face layout: config.json, model.safetensors, tokenizer.json"
                    + " (default: the MiniLM encoder that comes with Winnow).")
    private Path base;

    @Option(
            names = "--about",
            paramLabel = "FILE",
            description = "Markdown for the model card: data, licences, intended use, limits.")
    private Path about;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Logs.showWarningsOnly();
        Dataset dataset = Dataset.open(data);
        String card = about == null ? "" : Files.readString(about);
        Checkpoint checkpoint = base == null ? Checkpoint.miniLm() : Checkpoint.open(base);
        TrainedProbe probe = train(dataset, checkpoint);
        BundleWriter.write(out, probe.contents(bundleName(), version, card, Optional.ofNullable(base)));
        print(probe.report(), spec.commandLine().getOut());
        return 0;
    }

    private TrainedProbe train(Dataset dataset, Checkpoint checkpoint) {
        try (PhaseProgress progress =
                new PhaseProgress(terminal, spec.commandLine().getErr())) {
            return new ProbeTrainer(ProbeSettings.defaults(), progress).train(dataset, checkpoint);
        }
    }

    private String bundleName() {
        return name != null
                ? name
                : out.toAbsolutePath().normalize().getFileName().toString();
    }

    private void print(ProbeReport report, PrintWriter writer) {
        writer.printf(
                Locale.ROOT,
                "Stage %s: trained on %d documents of %s in %d s%s; L2 penalty %s and step %d chosen on validation.%n",
                stage.name().toLowerCase(Locale.ROOT),
                report.trainingDocuments(),
                report.data(),
                report.duration().toSeconds(),
                report.badRows() == 0 ? "" : " (" + report.badRows() + " bad rows left out)",
                report.l2(),
                report.iteration());
        print("validation", report.validation(), writer);
        report.test().ifPresent(test -> print("test", test, writer));
        writer.printf("%nWritten to %s%n", out);
        writer.flush();
    }

    private static void print(String split, ConfusionMatrix confusion, PrintWriter writer) {
        writer.printf(
                Locale.ROOT,
                "%n%s: %d documents, accuracy %.4f, macro F1 %.4f%n",
                split,
                confusion.documents(),
                confusion.accuracy(),
                confusion.macroF1());
        ConfusionTable.print(confusion, writer);
    }
}
