package dev.winnow.ops.explain;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.rationale.RationaleSpan;
import dev.winnow.ops.terminal.Terminal;
import java.util.Locale;

/** An explanation as lines for a terminal: label, the text with everything that was kept marked, the best parts listed. */
public final class ExplainedText {
    private final Terminal terminal;

    public ExplainedText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The lines, without a line break behind the last one. */
    public String of(Explanation explanation) {
        Prediction prediction = explanation.prediction();
        Rationale all = explanation.rationale(Integer.MAX_VALUE);
        StringBuilder lines = new StringBuilder();
        lines.append(String.format(
                Locale.ROOT,
                "%s %.3f  kept %d of %d tokens%s%n  %s",
                prediction.label(),
                prediction.probability(),
                prediction.trace().kept(),
                prediction.tokens(),
                prediction.truncated() ? ", the end of the text was not read" : "",
                Marks.of(terminal).mark(explanation.text(), all.spans())));
        if (all.total() == 0) {
            return lines.append(String.format("%n  no rationale: nothing was scored, every token is kept"))
                    .toString();
        }
        int layer = all.spans().get(0).layer();
        if (layer < prediction.trace().layers()) {
            lines.append(String.format(
                    "%n  marked is what came furthest, %d of %d layers",
                    layer, prediction.trace().layers()));
        }
        list(explanation, all, lines);
        return lines.toString();
    }

    private void list(Explanation explanation, Rationale all, StringBuilder lines) {
        int listed = Math.min(Rationale.DEFAULT_SPANS, all.total());
        for (RationaleSpan span : all.spans().subList(0, listed)) {
            String head = String.format(Locale.ROOT, "    %.4f  ", span.score());
            lines.append(System.lineSeparator())
                    .append(head)
                    .append(Terminal.fit(span.of(explanation.text()), terminal.width() - head.length() - 1));
        }
        if (all.total() > listed) {
            lines.append(String.format("%n    and %d more", all.total() - listed));
        }
    }
}
