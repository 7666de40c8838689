package dev.winnow.ops.cli;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.engine.EngineChoice;
import dev.winnow.ops.explain.ExplainedText;
import dev.winnow.ops.explain.Explanation;
import dev.winnow.ops.explain.ExplanationPage;
import dev.winnow.ops.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers at once, without Kafka. */
@Command(
        name = "classify",
        description = "Classifies texts from the command line or from stdin, one document a line.",
        footer = {
            "  winnow classify \"What a lovely morning\"",
            "  winnow classify --bundle topics --json \"Shares rose after the merger\"",
            "  winnow classify --explain --offset 0.2 \"What a lovely morning\"",
            "  winnow classify --engine onnx \"What a lovely morning\"",
            "  winnow classify --html page.html < comments.txt",
            "  cut -f2 comments.tsv | winnow classify --bundle moderation",
        })
final class ClassifyCommand implements Callable<Integer> {
    /** Lines that are there already are classified together; one line alone is answered at once. */
    private static final int MOST_LINES = 64;

    private static final int LABEL_COLUMNS = 12;

    @Mixin
    private EngineOptions options;

    @Mixin
    private EngineChoice engine;

    @Option(
            names = "--bundle",
            defaultValue = "moderation",
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle (default: ${DEFAULT-VALUE}).")
    private String bundle;

    @Option(
            names = "--offset",
            defaultValue = "0",
            converter = OffsetConverter.class,
            paramLabel = "OFFSET",
            description = "The δ offset: -1 is the full encoder, 0 as trained, more is faster"
                    + " (default: ${DEFAULT-VALUE}).")
    private DeltaOffset offset;

    @ArgGroup
    private Form form = new Form();

    /** How an answer is written. */
    static final class Form {
        @Option(names = "--json", description = "One JSON object for each document, its rationale included.")
        private boolean json;

        @Option(
                names = "--explain",
                description = "The whole text with what the model kept of it marked, and the best parts listed.")
        private boolean explain;
    }

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page that shows at which layer each part of a text was dropped.")
    private Path html;

    @Parameters(paramLabel = "TEXT", description = "Documents; stdin is read where there is none.")
    private List<String> texts = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    ClassifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Logs.showWarningsOnly();
        try (Classifier classifier = engine.load(bundle, options.precision);
                ExplanationPage page = html == null ? null : ExplanationPage.create(html, heading(classifier))) {
            if (texts.isEmpty()) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                answerLines(classifier, lines, page);
            } else {
                answer(classifier, texts, page);
            }
        }
        return 0;
    }

    private String heading(Classifier classifier) {
        String value = BigDecimal.valueOf(offset.value()).stripTrailingZeros().toPlainString();
        return "bundle %s, version %s, δ offset %s".formatted(classifier.model(), classifier.version(), value);
    }

    private void answerLines(Classifier classifier, BufferedReader lines, ExplanationPage page) throws IOException {
        String line = lines.readLine();
        while (line != null) {
            List<String> batch = new ArrayList<>();
            batch.add(line);
            while (batch.size() < MOST_LINES && lines.ready() && (line = lines.readLine()) != null) {
                batch.add(line);
            }
            answer(classifier, batch, page);
            line = lines.readLine();
        }
    }

    private void answer(Classifier classifier, List<String> documents, ExplanationPage page) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<TokenizedText> tokenized =
                documents.stream().map(classifier::tokenize).toList();
        List<Prediction> predictions = classifier.classify(tokenized, offset);
        for (int d = 0; d < documents.size(); d++) {
            Explanation explanation = new Explanation(documents.get(d), tokenized.get(d), predictions.get(d));
            out.println(written(explanation));
            if (page != null) {
                page.add(explanation);
            }
        }
        out.flush();
    }

    private String written(Explanation explanation) {
        if (form.json) {
            return Json.line(Answer.of(explanation, offset));
        }
        return form.explain
                ? new ExplainedText(terminal).of(explanation)
                : row(explanation.prediction(), explanation.text());
    }

    private String row(Prediction prediction, String document) {
        String head = String.format(
                Locale.ROOT, "%-" + LABEL_COLUMNS + "s %.3f  ", prediction.label(), prediction.probability());
        return head + Terminal.fit(document, terminal.width() - head.length() - 1);
    }
}
