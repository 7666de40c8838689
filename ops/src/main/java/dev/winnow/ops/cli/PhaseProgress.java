package dev.winnow.ops.cli;

import dev.winnow.model.training.TrainingProgress;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;

/** One progress display after the other, as a training goes from split to split and on to fitting. */
final class PhaseProgress implements TrainingProgress, AutoCloseable {
    private final Terminal terminal;
    private final PrintWriter err;
    private Phase phase;
    private long total;
    private Progress shown;

    PhaseProgress(Terminal terminal, PrintWriter err) {
        this.terminal = terminal;
        this.err = err;
    }

    @Override
    public synchronized void update(Phase current, long done, long steps) {
        if (shown == null || phase != current || total != steps) {
            close();
            phase = current;
            total = steps;
            shown = Progress.start(current.title(), terminal, err);
        }
        shown.update(done, steps);
    }

    @Override
    public synchronized void close() {
        if (shown != null) {
            shown.close();
            shown = null;
        }
    }
}
