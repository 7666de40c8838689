package dev.winnow.ops.cli;

import dev.winnow.model.evaluation.EvaluationProgress;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.TrainingStep;
import dev.winnow.model.training.ValidationPoint;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One progress display after the other, as a training goes from split to split and from stage to stage, and a measurement
 * from searching to classifying and on to timing.
 */
final class PhaseProgress implements TrainingProgress, EvaluationProgress, AutoCloseable {
    private final Terminal terminal;
    private final PrintWriter err;
    private String part = "";
    private Progress shown;

    PhaseProgress(Terminal terminal, PrintWriter err) {
        this.terminal = terminal;
        this.err = err;
    }

    /** Another total is another split. */
    @Override
    public synchronized void update(TrainingProgress.Phase phase, long done, long total) {
        show(phase.title(), phase.title() + total, done, total, "");
    }

    /** Another total is the same search, which turned out to be longer. */
    @Override
    public synchronized void update(EvaluationProgress.Phase phase, long done, long total) {
        show(phase.title(), phase.title(), done, total, "");
    }

    @Override
    public synchronized void step(TrainingStep step) {
        String note = String.format(
                Locale.ROOT,
                "epoch %d/%d, loss %.4f, %.1f docs/s, %s left",
                step.epoch(),
                step.epochs(),
                step.loss(),
                step.documentsPerSecond(),
                duration(step.left().toSeconds()));
        String title = step.phase().title();
        show(title, title, step.step(), step.steps(), note);
    }

    /** Stays on the screen: the bar goes, the line remains, and the next step draws a new bar below. */
    @Override
    public synchronized void epoch(TrainingProgress.Phase phase, EpochRecord epoch) {
        close();
        err.println(String.format(
                Locale.ROOT,
                "%s: epoch %d, loss %.4f; validation %s",
                phase.title(),
                epoch.epoch(),
                epoch.loss(),
                epoch.validation().stream().map(PhaseProgress::validation).collect(Collectors.joining(", "))));
        err.flush();
    }

    private static String validation(ValidationPoint point) {
        double tokens = point.meanTokens().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%.4f (offset %.2f, loss %.4f, %.1f tokens a layer)",
                point.accuracy(),
                point.offset(),
                point.crossEntropy(),
                tokens);
    }

    /** What goes on with the same part goes on in the same display. */
    private void show(String title, String current, long done, long total, String note) {
        if (shown == null || !part.equals(current)) {
            close();
            part = current;
            shown = Progress.start(title, terminal, err);
        }
        shown.update(done, total, note);
    }

    private static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min"
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    @Override
    public synchronized void close() {
        if (shown != null) {
            shown.close();
            shown = null;
        }
    }
}
