package dev.winnow.ops.demo;

import dev.winnow.ops.terminal.Terminal;
import dev.winnow.v1.Classification;
import dev.winnow.v1.RationaleSpan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Shows the demo: a sample of results on stdout, and progress on stderr, in one changing line where somebody looks. */
public final class DemoView {
    private static final long INTERACTIVE_PAUSE_NANOS = 100_000_000L;
    private static final long PIPED_PAUSE_NANOS = 2_000_000_000L;
    private static final int MOST_WORDS = 3;

    /** Brackets and blank around the words. */
    private static final int BESIDE_WORD = 3;

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final Terminal terminal;
    private final PrintWriter results;
    private final PrintWriter progress;
    private Optional<Long> expected = Optional.empty();
    private long lastProgress = System.nanoTime();

    /**
     * @param results gets results and the summary
     * @param progress gets everything else
     */
    public DemoView(Terminal terminal, PrintWriter results, PrintWriter progress) {
        this.terminal = terminal;
        this.results = results;
        this.progress = progress;
    }

    /** Says what happens now, which is news enough for a while. */
    void note(String message) {
        clearLine();
        lastProgress = System.nanoTime();
        progress.println(message);
        progress.flush();
    }

    /**
     * Shows a result.
     *
     * @param text its beginning, or all of it
     */
    void result(String text, Classification result) {
        clearLine();
        String head = String.format(
                Locale.ROOT, "%-10s %-12s %.3f  ", result.getModel(), result.getLabel(), result.getProbability());
        int columns = terminal.width() - head.length() - 1;
        String line = bestWords(text, result.getRationale(), columns / 2) + text;
        results.println(head + Terminal.fit(line, columns));
        results.flush();
    }

    /** As many of the rationale's best spans as fit and begin the text; empty where there are none. */
    private static String bestWords(String text, List<RationaleSpan> rationale, int columns) {
        StringJoiner words = new StringJoiner(", ", "[", "] ").setEmptyValue("");
        for (RationaleSpan span : rationale.subList(0, Math.min(MOST_WORDS, rationale.size()))) {
            int length = span.getEnd() - span.getStart();
            if (span.getEnd() <= text.length() && words.length() + length + BESIDE_WORD <= columns) {
                words.add(text.substring(span.getStart(), span.getEnd()));
            }
        }
        return words.toString();
    }

    /** How many documents there will be, where anybody knows. */
    void expects(Optional<Long> documents) {
        expected = documents;
    }

    /** Shows how it goes. */
    void progress(Ledger ledger, Measurements measured) {
        long now = System.nanoTime();
        if (now - lastProgress < (terminal.interactive() ? INTERACTIVE_PAUSE_NANOS : PIPED_PAUSE_NANOS)) {
            return;
        }
        lastProgress = now;
        long done = measured.classified() + measured.deadLetters();
        String line = String.format(
                Locale.ROOT,
                "%d%s documents, %.0f/s%s, latency p50 %.0f ms p99 %.0f ms, mean batch %.1f, %d under way",
                done,
                expected.map(" of %d"::formatted).orElse(""),
                measured.documentsPerSecond(),
                left(done, measured.documentsPerSecond()),
                measured.latencyMillis(50),
                measured.latencyMillis(99),
                measured.meanBatchDocuments(),
                ledger.underWay());
        if (terminal.interactive()) {
            progress.print(CLEAR_LINE + Terminal.fit(line, terminal.width() - 1));
        } else {
            progress.println(line);
        }
        progress.flush();
    }

    private String left(long done, double perSecond) {
        return expected.filter(all -> perSecond > 0 && all > done)
                .map(all -> String.format(Locale.ROOT, ", %.0f s left", (all - done) / perSecond))
                .orElse("");
    }

    void summary(DemoSummary summary) {
        clearLine();
        results.printf(
                Locale.ROOT,
                "%n%d documents in %.1f s: %d classified, %d dead letters, %d lost, %d duplicated%s%n",
                summary.documents(),
                summary.seconds(),
                summary.classified(),
                summary.deadLetters(),
                summary.lost(),
                summary.duplicated(),
                summary.badRows() == 0 ? "" : "; " + summary.badRows() + " bad lines of the file left out");
        results.printf(
                Locale.ROOT,
                "%.0f documents/s, latency p50 %.0f ms, p99 %.0f ms, mean batch %.1f documents%n",
                summary.documentsPerSecond(),
                summary.latencyMs().p50(),
                summary.latencyMs().p99(),
                summary.meanBatchDocuments());
        results.printf(
                "(from handing a document to the producer until its committed result is read; %d under way at most)%n",
                summary.inFlight());
        results.flush();
    }

    private void clearLine() {
        if (terminal.interactive()) {
            progress.print(CLEAR_LINE);
            progress.flush();
        }
    }
}
