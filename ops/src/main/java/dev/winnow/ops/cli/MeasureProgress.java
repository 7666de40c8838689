package dev.winnow.ops.cli;

import dev.winnow.model.evaluation.EvaluationProgress;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;

/** One progress display after the other, as a measurement goes from searching to classifying and on to timing. */
final class MeasureProgress implements EvaluationProgress, AutoCloseable {
    private final Terminal terminal;
    private final PrintWriter err;
    private Phase phase;
    private Progress shown;

    MeasureProgress(Terminal terminal, PrintWriter err) {
        this.terminal = terminal;
        this.err = err;
    }

    @Override
    public synchronized void update(Phase current, long done, long total) {
        if (shown == null || phase != current) {
            close();
            phase = current;
            shown = Progress.start(current.title(), terminal, err);
        }
        shown.update(done, total);
    }

    @Override
    public synchronized void close() {
        if (shown != null) {
            shown.close();
            shown = null;
        }
    }
}
