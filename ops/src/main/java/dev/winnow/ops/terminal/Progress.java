package dev.winnow.ops.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
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
    default void update(long done, long total) {
        update(done, total, "");
    }

    /** {@code done} of {@code total} steps are done; a few words on how it goes, or none. */
    void update(long done, long total, String note);

    @Override
    void close();

    /** Progress of a task of this name, on stderr; piped output goes to {@code err}. */
    static Progress start(String name, Terminal terminal, PrintWriter err) {
        return terminal.interactive() ? new Bar(name, terminal) : new Lines(name, err);
    }

    /** The same for work that is mostly done in a moment: nothing is shown before some seconds are over. */
    static Progress startLate(String name, Terminal terminal, PrintWriter err) {
        return new Late(System.nanoTime() + Late.PATIENCE.toNanos(), () -> start(name, terminal, err));
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
        public void update(long done, long total, String note) {
            bar.maxHint(total);
            bar.stepTo(Math.max(done, bar.getCurrent()));
            bar.setExtraMessage(note);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Nothing, and after a while a bar or lines. */
    final class Late implements Progress {
        private static final Duration PATIENCE = Duration.ofSeconds(2);

        private final long fromNanos;
        private final Supplier<Progress> start;
        private Progress shown;

        /** @param fromNanos when it begins to show something, by {@link System#nanoTime} */
        Late(long fromNanos, Supplier<Progress> start) {
            this.fromNanos = fromNanos;
            this.start = start;
        }

        @Override
        public synchronized void update(long done, long total, String note) {
            if (shown == null && System.nanoTime() - fromNanos >= 0) {
                shown = start.get();
            }
            if (shown != null) {
                shown.update(done, total, note);
            }
        }

        @Override
        public synchronized void close() {
            if (shown != null) {
                shown.close();
            }
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
        public synchronized void update(long done, long total, String note) {
            long part = total == 0 ? PARTS : done * PARTS / total;
            if (part > shown) {
                shown = part;
                String line = String.format(Locale.ROOT, "%s: %d of %d (%d %%)", name, done, total, part * 100 / PARTS);
                err.println(note.isEmpty() ? line : line + ", " + note);
                err.flush();
            }
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
