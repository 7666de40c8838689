package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleManifest;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.calibration.PrecisionPoint;
import dev.winnow.model.calibration.PrecisionProfile;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.evaluation.BundleCalibration;
import dev.winnow.model.evaluation.Calibrator;
import dev.winnow.model.evaluation.PrecisionCalibration;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what each δ offset of a bundle costs and gives, and writes the curve into the bundle. */
@Command(
        name = "calibrate",
        description = "Measures what each δ offset of a bundle costs and gives, on the validation split, and puts the"
                + " curve into the bundle: as numbers, and drawn as " + BundleManifest.CALIBRATION_DRAWING
                + "; and what"
                + " int8 needs, with the accuracy of each precision.",
        footer = {
            "  winnow calibrate --bundle ./my-bundle --data data/mine",
            "  winnow calibrate --bundle ./my-bundle --data data/mine --offsets=0,0.1,0.3,0.6,1 --json",
            "  winnow calibrate --bundle ./my-bundle --data data/mine --precisions"
        })
final class CalibrateCommand implements Callable<Integer> {

    @Mixin
    private EngineOptions engine;

    @Mixin
    private MeasureOptions measure;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder with train, validation and test as .jsonl, .csv or .tsv, each with or without .gz: rows"
                            + " with the fields text and label.")
    private Path data;

    @Option(names = "--bundle", required = true, paramLabel = "FOLDER", description = "The bundle's folder.")
    private Path folder;

    @Option(
            names = "--offsets",
            split = ",",
            paramLabel = "D",
            converter = OffsetConverter.class,
            description = "δ offsets beside -1, the full encoder (default: " + Calibrator.POINTS
                    + " in all, close together where the speed-up changes fast).")
    private List<DeltaOffset> offsets = new ArrayList<>();

    @Option(names = "--precisions", description = "Measure the precisions alone, and leave the curve as it is.")
    private boolean precisionsOnly;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    CalibrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        DatasetSplit rows = Dataset.open(data).read(Split.VALIDATION);
        Optional<CalibrationCurve> curve = precisionsOnly ? Optional.empty() : Optional.of(calibrate(rows));
        PrecisionProfile profile = profile(rows);
        String name = Bundle.open(folder).manifest().name();
        PrintWriter out = spec.commandLine().getOut();
        if (measure.json) {
            out.println(Json.line(new Calibrated(
                    name,
                    profile.split(),
                    profile.documents(),
                    rows.badRows().size(),
                    engine.precision.label(),
                    measure.workers,
                    curve.map(CalibrationCurve::points).orElse(List.of()),
                    profile.points())));
        } else {
            curve.ifPresent(measured -> print(name, measured, out));
            print(name, profile, out);
        }
        out.flush();
        return 0;
    }

    private CalibrationCurve calibrate(DatasetSplit rows) {
        try (PhaseProgress progress =
                new PhaseProgress(terminal, spec.commandLine().getErr())) {
            return new BundleCalibration(engine.precision, measure.workers, offsets).calibrate(folder, rows, progress);
        }
    }

    private PrecisionProfile profile(DatasetSplit rows) {
        try (PhaseProgress progress =
                new PhaseProgress(terminal, spec.commandLine().getErr())) {
            return new PrecisionCalibration(measure.workers).calibrate(folder, rows, progress);
        }
    }

    private static void print(String name, PrecisionProfile profile, PrintWriter out) {
        out.printf("%n%s by precision: %d documents of %s%n%n", name, profile.documents(), profile.split());
        out.println("| precision | offset | accuracy | agreement with fp32 |");
        out.println("|-----------|--------|----------|---------------------|");
        for (PrecisionPoint point : profile.points()) {
            out.println(String.format(
                    Locale.ROOT,
                    "| %-9s | %6.2f | %8.4f | %19.4f |",
                    point.precision().label(),
                    point.offset(),
                    point.accuracy(),
                    point.agreement()));
        }
    }

    private void print(String name, CalibrationCurve curve, PrintWriter out) {
        out.printf(
                "%s calibrated on %s: %d documents, timed in %s with %d %s%n%n",
                name,
                curve.split(),
                curve.documents(),
                engine.precision.label(),
                measure.workers,
                measure.workers == 1 ? "worker" : "workers");
        String header =
                "| offset | accuracy | 95 % interval   | macro F1 | agreement | FLOPs speed-up | docs/s ratio |";
        out.println(header);
        out.println(header.replaceAll("[^|]", "-"));
        for (CalibrationPoint point : curve.points()) {
            out.println(String.format(
                    Locale.ROOT,
                    "| %6.2f | %8.4f | %.4f - %.4f | %8.4f | %9.4f | %14.2f | %12.2f |",
                    point.offset(),
                    point.accuracy(),
                    point.accuracyLow(),
                    point.accuracyHigh(),
                    point.macroF1(),
                    point.agreement(),
                    point.flopsSpeedup(),
                    point.throughputRatio()));
        }
        out.printf("%nWritten to %s%n", folder.resolve(BundleManifest.CALIBRATION_DRAWING));
    }

    /**
     * The curve as {@code --json} writes it.
     *
     * @param bundle name of the bundle
     * @param split what it was measured on
     * @param documents how many there were
     * @param badRows rows of the file that could not be used
     * @param precision number format of the encoder
     * @param workers micro-batches computed at the same time while documents were timed
     * @param points by rising offset, smoothed; empty where the precisions alone were measured
     * @param precisions each at the same offsets
     */
    private record Calibrated(
            String bundle,
            String split,
            int documents,
            int badRows,
            String precision,
            int workers,
            List<CalibrationPoint> points,
            List<PrecisionPoint> precisions) {}
}
