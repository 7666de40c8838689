package dev.winnow.ops.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a task is: a bar on a terminal, a line now and then where output is piped, so that a log file stays
 * readable. Safe for use by several threads.
 */
public sealed interface Progress extends AutoCloseable {

    /** {@code done} of {@code total} steps are done. */
    void update(long done, long total);

    @Override
    void close();

    /** Progress of a task of this name, on stderr; piped output goes to {@code err}. */
    static Progress start(String name, Terminal terminal, PrintWriter err) {
        return terminal.interactive() ? new Bar(name, terminal) : new Lines(name, err);
    }

    /** A bar that moves. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        @SuppressWarnings("SystemOut") // a bar is drawn where the terminal is
        Bar(String name, Terminal terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, terminal.width() - 1))
                    .build();
        }

        @Override
        public void update(long done, long total) {
            bar.maxHint(total);
            bar.stepTo(Math.max(done, bar.getCurrent()));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line for every tenth. */
    final class Lines implements Progress {
        private static final int PARTS = 10;

        private final String name;
        private final PrintWriter err;
        private long shown;

        Lines(String name, PrintWriter err) {
            this.name = name;
            this.err = err;
        }

        @Override
        public synchronized void update(long done, long total) {
            long part = total == 0 ? PARTS : done * PARTS / total;
            if (part > shown) {
                shown = part;
                err.println(String.format(Locale.ROOT, "%s: %d of %d (%d %%)", name, done, total, part * 100 / PARTS));
                err.flush();
            }
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
