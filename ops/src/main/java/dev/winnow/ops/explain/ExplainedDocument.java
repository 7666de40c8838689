package dev.winnow.ops.explain;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.ops.explain.Explanation.Segment;
import java.util.List;
import java.util.Locale;

/** One document of the page: label and probabilities, the text shaded by layer, and how many tokens each layer had. */
final class ExplainedDocument {
    /** How much of a text behind the tokens is shown; nobody reads a megabyte that the model did not. */
    private static final int UNREAD_CHARS = 600;

    private final int number;
    private final Explanation explanation;
    private final Prediction prediction;
    private final int layers;
    private final StringBuilder html = new StringBuilder();

    ExplainedDocument(int number, Explanation explanation) {
        this.number = number;
        this.explanation = explanation;
        this.prediction = explanation.prediction();
        this.layers = prediction.trace().layers();
    }

    String html() {
        html.append("<article>\n<h2><span class=\"number\">%d</span> %s <span class=\"share\">%s</span></h2>%n"
                .formatted(number, Html.escape(prediction.label()), percent(prediction.probability())));
        text();
        html.append("<div class=\"tables\">\n");
        probabilities();
        tokensByLayer();
        return html.append("</div>\n</article>\n").toString();
    }

    private void text() {
        String text = explanation.text();
        html.append("<p class=\"text\" dir=\"auto\">");
        int written = 0;
        for (Segment segment : explanation.segments()) {
            html.append(Html.escape(text.substring(written, segment.start())));
            html.append("<span class=\"r%d%s\" title=\"%s\">%s</span>"
                    .formatted(
                            segment.reached(),
                            segment.reached() == layers ? " kept" : "",
                            title(segment),
                            Html.escape(text.substring(segment.start(), segment.end()))));
            written = segment.end();
        }
        rest(text, written);
        html.append("</p>\n");
        if (explanation.rationale(0).total() == 0) {
            html.append("<p class=\"note\">Nothing was scored: every token is kept.</p>\n");
        }
    }

    private String title(Segment segment) {
        String fate = segment.reached() == layers ? "kept" : "dropped before layer " + (segment.reached() + 1);
        return String.format(Locale.ROOT, "%s, score %.4f", fate, segment.score());
    }

    private void rest(String text, int from) {
        if (!prediction.truncated()) {
            html.append(Html.escape(text.substring(from)));
            return;
        }
        int end = Math.min(text.length(), from + UNREAD_CHARS);
        html.append("<span class=\"unread\" title=\"behind the %d tokens that the model reads\">%s%s</span>"
                .formatted(
                        prediction.tokens(), Html.escape(text.substring(from, end)), end < text.length() ? " …" : ""));
    }

    private void probabilities() {
        html.append("<table>\n<caption>Probabilities</caption>\n");
        for (int c = 0; c < prediction.labels().size(); c++) {
            float probability = prediction.probabilities()[c];
            row(Html.escape(prediction.labels().get(c)), percent(probability), probability);
        }
        html.append("</table>\n");
    }

    private void tokensByLayer() {
        html.append("<table>\n<caption>Tokens left</caption>\n");
        row("read", Integer.toString(prediction.tokens()), 1);
        List<Integer> counts = explanation.tokensByLayer();
        for (int l = 0; l < layers; l++) {
            row("layer " + (l + 1), counts.get(l).toString(), (double) counts.get(l) / prediction.tokens());
        }
        html.append("</table>\n");
    }

    private void row(String name, String value, double share) {
        html.append(String.format(
                Locale.ROOT,
                "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"bar\"><i style=\"width:%.1f%%\"></i></td></tr>%n",
                name,
                value,
                100 * share));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
