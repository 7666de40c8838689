package dev.winnow.ops.explain;

import dev.winnow.model.rationale.RationaleSpan;
import dev.winnow.ops.terminal.Terminal;
import java.util.Comparator;
import java.util.List;

/** How a part of a text is made to stand out: by colour where there is one, by brackets elsewhere. */
enum Marks {
    BRACKETS("[", "]"),
    COLOURS("\u001b[1;33m", "\u001b[0m");

    private final String before;
    private final String behind;

    Marks(String before, String behind) {
        this.before = before;
        this.behind = behind;
    }

    static Marks of(Terminal terminal) {
        return terminal.colours() ? COLOURS : BRACKETS;
    }

    /** The text with these parts marked, fit for a terminal: its own control characters become blanks. */
    String mark(String text, List<RationaleSpan> spans) {
        String printable = Terminal.printable(text);
        StringBuilder marked = new StringBuilder(printable.length() + spans.size() * 12);
        int written = 0;
        for (RationaleSpan span : spans.stream()
                .sorted(Comparator.comparingInt(RationaleSpan::start))
                .toList()) {
            marked.append(printable, written, span.start())
                    .append(before)
                    .append(printable, span.start(), span.end())
                    .append(behind);
            written = span.end();
        }
        return marked.append(printable, written, printable.length()).toString();
    }
}
