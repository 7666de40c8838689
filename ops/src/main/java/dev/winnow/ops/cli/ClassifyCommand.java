package dev.winnow.ops.cli;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
            "  cut -f2 comments.tsv | winnow classify --bundle moderation",
        })
final class ClassifyCommand implements Callable<Integer> {
    /** Lines that are there already are classified together; one line alone is answered at once. */
    private static final int MOST_LINES = 64;

    private static final int LABEL_COLUMNS = 12;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--bundle",
            defaultValue = "moderation",
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle (default: ${DEFAULT-VALUE}).")
    private String bundle;

    @Option(names = "--json", description = "One JSON object for each document.")
    private boolean json;

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
        try (Classifier classifier = engine.load(bundle)) {
            if (texts.isEmpty()) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                answerLines(classifier, lines);
            } else {
                answer(classifier, texts);
            }
        }
        return 0;
    }

    private void answerLines(Classifier classifier, BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null) {
            List<String> batch = new ArrayList<>();
            batch.add(line);
            while (batch.size() < MOST_LINES && lines.ready() && (line = lines.readLine()) != null) {
                batch.add(line);
            }
            answer(classifier, batch);
            line = lines.readLine();
        }
    }

    private void answer(Classifier classifier, List<String> documents) {
        PrintWriter out = spec.commandLine().getOut();
        List<TokenizedText> tokenized =
                documents.stream().map(classifier::tokenize).toList();
        List<Prediction> predictions = classifier.classify(tokenized, DeltaOffset.FULL);
        for (int d = 0; d < documents.size(); d++) {
            out.println(json ? Json.line(Answer.of(predictions.get(d))) : row(predictions.get(d), documents.get(d)));
        }
        out.flush();
    }

    private String row(Prediction prediction, String document) {
        String head = String.format(
                Locale.ROOT, "%-" + LABEL_COLUMNS + "s %.3f  ", prediction.label(), prediction.probability());
        return head + Terminal.fit(document, terminal.width() - head.length() - 1);
    }
}
