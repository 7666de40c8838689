package dev.winnow.ops.cli;

import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.LabelledData;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.evaluation.BundleCalibration;
import dev.winnow.model.evaluation.BundleMeasurement;
import dev.winnow.model.evaluation.PrecisionCalibration;
import dev.winnow.model.probe.TrainedProbe;
import dev.winnow.model.training.TrainingProgress.Phase;
import dev.winnow.model.training.stages.Measurements;
import dev.winnow.model.training.stages.Stage;
import dev.winnow.model.training.stages.Trainer;
import dev.winnow.model.training.stages.TrainingOutcome;
import dev.winnow.model.training.stages.TrainingSettings;
import dev.winnow.model.training.stages.TrainingStoppedException;
import dev.winnow.model.training.work.WorkFolder;
import dev.winnow.model.training.work.WorkLock;
import dev.winnow.ops.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a bundle out of labelled data. */
@Command(
        name = "train",
        description =
                "Trains a model on a labelled data set and writes it as a bundle. Interrupted, it goes on where it was"
                        + " when the same command is run again. One training at a time writes to a bundle.",
        footer = {
            "  winnow train --data data/ag_news --out bundles/topics",
            "  winnow train --data data/ag_news --out bundles/topics --stage probe   in minutes, without reduction",
            "  winnow train --data data/mine --out bundles/mine --base ./my-bert --seed 7"
        })
final class TrainCommand implements Callable<Integer> {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--stage",
            defaultValue = "all",
            paramLabel = "STAGE",
            description = {
                "What is run: all of finetune, saliency and reduce, or one of them behind what the one before left"
                        + " (default: ${DEFAULT-VALUE}).",
                "finetune: layers and head; a bundle without reduction.",
                "saliency: what each token contributes, for reduce to learn from.",
                "reduce: which tokens to drop, and to do without them; a bundle with reduction.",
                "probe: a head on the frozen encoder instead of all that.",
                "An option that concerns none of the stages that run is an error."
            })
    private StageChoice stage;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder with train, validation and, to be measured on, test as .jsonl, .csv or .tsv, each with or"
                            + " without .gz: rows with the fields text and label.")
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

    @Option(
            names = "--restart",
            description = "Throw away what an earlier run of the stages (and of those behind them) left in"
                    + " BUNDLE.training.")
    private boolean restart;

    @Option(
            names = "--keep-work",
            description = "Leave BUNDLE.training when the last stage has ended, to run stages again from it.")
    private boolean keepWork;

    @Mixin
    private TrainingOptions options;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public Integer call() throws IOException {
        StageOptions.check(spec.commandLine(), stage);
        Logs.showWarningsOnly();
        TrainingSettings settings = settings();
        BundleWriter.check(out, bundleName(), version);
        Dataset dataset = Dataset.open(data);
        String card = about == null ? "" : Files.readString(about);
        Checkpoint checkpoint = base == null ? Checkpoint.miniLm() : Checkpoint.open(base);
        LabelledData labelled = LabelledData.read(dataset);
        try (OrderlyStop stop = new OrderlyStop();
                WorkLock lock = WorkFolder.beside(out).lock();
                PhaseProgress progress =
                        new PhaseProgress(terminal, spec.commandLine().getErr())) {
            Trainer trainer = new Trainer(labelled, dataset.name(), checkpoint, settings, progress, stop::isAsked);
            return run(trainer, dataset, card, progress);
        }
    }

    /** Says that it stopped before the process may end: whoever reports exceptions comes too late for that. */
    private int run(Trainer trainer, Dataset dataset, String card, PhaseProgress progress) {
        try {
            if (stage == StageChoice.PROBE) {
                probe(trainer, dataset, card, progress);
            } else {
                train(trainer, dataset, card, progress);
            }
            return 0;
        } catch (TrainingStoppedException e) {
            progress.close();
            spec.commandLine().getErr().println("winnow: " + e.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private TrainingSettings settings() {
        try {
            return options.settings();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void probe(Trainer trainer, Dataset dataset, String card, PhaseProgress progress) {
        TrainedProbe probe = trainer.probe();
        BundleWriter.write(out, probe.contents(bundleName(), version, card, Optional.ofNullable(base)));
        profile(trainer, dataset);
        progress.close();
        new TrainingSummary(spec.commandLine().getOut()).print(probe.report(), out);
    }

    private void train(Trainer trainer, Dataset dataset, String card, PhaseProgress progress) {
        WorkFolder work = WorkFolder.beside(out);
        if (restart) {
            discard(work);
        }
        Optional<TrainingOutcome> outcome = trainer.train(work, stage.stages());
        TrainingSummary summary = new TrainingSummary(spec.commandLine().getOut());
        if (outcome.isEmpty()) {
            progress.close();
            summary.printKept(work.path());
            return;
        }
        write(outcome.get(), card, Measurements.NONE);
        Measurements measured =
                new Measurements(BundleMeasurement.measure(out, dataset, trainer.measuring(Phase.MEASURE)));
        write(outcome.get(), card, measured);
        if (outcome.get().last() == Stage.REDUCE) {
            calibrate(trainer, dataset);
        }
        profile(trainer, dataset);
        progress.close();
        summary.print(outcome.get(), measured, out);
        if (outcome.get().last() == Stage.REDUCE && !keepWork) {
            work.delete();
        } else {
            summary.printKept(work.path());
        }
    }

    private void discard(WorkFolder work) {
        if (stage == StageChoice.ALL) {
            work.delete();
        }
        stage.discarded().forEach(each -> work.discard(each.label()));
    }

    private void calibrate(Trainer trainer, Dataset dataset) {
        new BundleCalibration(Precision.FP32, PROCESSORS, List.of())
                .calibrate(out, dataset.read(Split.VALIDATION), trainer.measuring(Phase.CALIBRATE));
    }

    /** What int8 needs, so that a new bundle runs in every precision. */
    private void profile(Trainer trainer, Dataset dataset) {
        new PrecisionCalibration(PROCESSORS)
                .calibrate(out, dataset.read(Split.VALIDATION), trainer.measuring(Phase.PRECISIONS));
    }

    private void write(TrainingOutcome outcome, String card, Measurements measured) {
        BundleWriter.write(out, outcome.contents(bundleName(), version, card, Optional.ofNullable(base), measured));
    }

    private String bundleName() {
        return name != null
                ? name
                : out.toAbsolutePath().normalize().getFileName().toString();
    }
}
