package dev.winnow.ops.cli;

import dev.winnow.model.evaluation.ConfusionMatrix;
import dev.winnow.model.evaluation.EvaluationPoint;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.probe.ProbeReport;
import dev.winnow.model.training.stages.Measurements;
import dev.winnow.model.training.stages.StageRecord;
import dev.winnow.model.training.stages.TrainingOutcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code winnow train} prints when it is done. */
final class TrainingSummary {
    private final PrintWriter out;

    TrainingSummary(PrintWriter out) {
        this.out = out;
    }

    void print(ProbeReport report, Path bundle) {
        out.printf(
                Locale.ROOT,
                "Stage probe: trained on %d documents of %s in %d s%s; L2 penalty %s and step %d chosen on validation.%n",
                report.trainingDocuments(),
                report.data(),
                report.duration().toSeconds(),
                badRows(report.badRows()),
                report.l2(),
                report.iteration());
        print("validation", report.validation());
        report.test().ifPresent(test -> print("test", test));
        printWritten(bundle);
    }

    void print(TrainingOutcome outcome, Measurements measured, Path bundle) {
        out.printf(
                Locale.ROOT,
                "Trained on %d documents of %s%s.%n",
                outcome.data().training().examples().size(),
                outcome.dataName(),
                badRows(outcome.data().badRows()));
        print("finetune", outcome.finetune());
        outcome.reduce().ifPresent(stage -> print("reduce", stage));
        for (EvaluationReport report : measured.reports()) {
            out.printf("%n%s: %d documents%n", report.split(), report.documents());
            out.println("offset  accuracy  macro F1  FLOPs speed-up");
            report.points().forEach(this::print);
        }
        printWritten(bundle);
    }

    /** Says where the work of unfinished trainings is. */
    void printKept(Path work) {
        out.printf("What later stages need is in %s%n", work);
        out.flush();
    }

    private void print(String stage, StageRecord record) {
        out.printf(
                Locale.ROOT,
                "Stage %s: %d steps in %.0f s, epoch %d of %d chosen.%n",
                stage,
                record.report().steps(),
                record.report().seconds(),
                record.report().bestEpoch(),
                record.report().curve().size());
    }

    private void print(EvaluationPoint point) {
        out.println(String.format(
                Locale.ROOT,
                "%6.2f  %8.4f  %8.4f  %14.2f",
                point.offset().value(),
                point.accuracy(),
                point.macroF1(),
                point.flopsSpeedup()));
    }

    private void print(String split, ConfusionMatrix confusion) {
        out.printf(
                Locale.ROOT,
                "%n%s: %d documents, accuracy %.4f, macro F1 %.4f%n",
                split,
                confusion.documents(),
                confusion.accuracy(),
                confusion.macroF1());
        ConfusionTable.print(confusion, out);
    }

    private void printWritten(Path bundle) {
        out.printf("%nWritten to %s%n", bundle);
        out.flush();
    }

    private static String badRows(int rows) {
        return rows == 0 ? "" : " (" + rows + " bad rows left out)";
    }
}
