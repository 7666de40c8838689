package dev.winnow.model.training.stages;

import dev.winnow.model.evaluation.ConfusionMarkdown;
import dev.winnow.model.evaluation.EvaluationPoint;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.ValidationPoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The model card of a fine-tuned model: what people say about it, how it was trained, and what was measured. */
record TrainingCard(String name, String version, String about, TrainingOutcome model, Measurements measured) {

    String markdown() {
        return "# " + name + " " + version + "\n\n"
                + (about.isBlank() ? "" : about.strip() + "\n\n")
                + training()
                + finetuning(model.finetune())
                + model.reduce().map(TrainingCard::reduction).orElse("")
                + (measured.reports().isEmpty() ? "" : "\n## Measured\n")
                + measured.reports().stream().map(TrainingCard::section).collect(Collectors.joining());
    }

    private String training() {
        return String.format(
                Locale.ROOT,
                """
                ## Training

                The layers of the encoder (%s) and a softmax classifier over its pooled features: the mean hidden state before the first and
                after each layer, the last hidden state of [CLS] and the maximum over the last hidden states. Embeddings are frozen.%s

                - Labels: %s
                - Training documents: %d (data set `%s`)%s
                - Reads the first %d tokens of a text
                """,
                model.base().name(),
                model.reduction().isPresent()
                        ? " Before each layer a contribution predictor scores the tokens, and those below the threshold leave."
                        : "",
                String.join(", ", model.data().labels()),
                model.data().training().examples().size(),
                model.dataName(),
                hasVotes() ? "; fine-tuning learnt how many annotators gave each label, not only the label" : "",
                model.maxTokens());
    }

    private boolean hasVotes() {
        return model.data().training().examples().stream()
                .anyMatch(example -> !example.votes().isEmpty());
    }

    private static String finetuning(StageRecord stage) {
        StageReport report = stage.report();
        return "\n### Fine-tuning\n\n"
                + summary(stage)
                + "\n| epoch | training loss | validation loss | validation accuracy | |\n|---:|---:|---:|---:|---|\n"
                + report.curve().stream()
                        .map(epoch -> String.format(
                                Locale.ROOT,
                                "| %d | %.4f | %.4f | %.4f | %s |\n",
                                epoch.epoch(),
                                epoch.loss(),
                                epoch.validation().get(0).crossEntropy(),
                                epoch.validation().get(0).accuracy(),
                                epoch.epoch() == report.bestEpoch() ? "chosen" : ""))
                        .collect(Collectors.joining());
    }

    private static String reduction(StageRecord stage) {
        StageReport report = stage.report();
        return "\n### Token reduction\n\n"
                + summary(stage)
                + "\nValidation after each epoch at several δ offsets; -1 is the full encoder. Tokens are means over documents, layer by layer.\n\n"
                + "| epoch | training loss | offset | validation loss | validation accuracy | tokens in each layer |\n"
                + "|---:|---:|---:|---:|---:|---|\n"
                + report.curve().stream()
                        .flatMap(epoch -> epoch.validation().stream().map(point -> validation(epoch, point)))
                        .collect(Collectors.joining())
                + "\n| epoch | threshold η of each layer |\n|---:|---|\n"
                + report.curve().stream()
                        .map(epoch -> "| " + epoch.epoch() + " | " + numbers("%.3f", epoch.thresholds()) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String validation(EpochRecord epoch, ValidationPoint point) {
        return String.format(
                Locale.ROOT,
                "| %d | %.4f | %.2f | %.4f | %.4f | %s |\n",
                epoch.epoch(),
                epoch.loss(),
                point.offset(),
                point.crossEntropy(),
                point.accuracy(),
                numbers("%.1f", point.meanTokens()));
    }

    private static String summary(StageRecord stage) {
        return String.format(
                Locale.ROOT,
                "%d steps in %.0f s; the weights are those after epoch %d. Settings: %s.\n",
                stage.report().steps(),
                stage.report().seconds(),
                stage.report().bestEpoch(),
                stage.settings().entrySet().stream().map(TrainingCard::setting).collect(Collectors.joining(", ")));
    }

    private static String setting(Map.Entry<String, String> setting) {
        return setting.getKey() + " " + setting.getValue();
    }

    private static String numbers(String format, List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, format, value))
                .collect(Collectors.joining(" "));
    }

    private static String section(EvaluationReport report) {
        EvaluationPoint full = report.points().get(0);
        return String.format(
                        Locale.ROOT,
                        "\n### %s\n\n| offset | accuracy | macro F1 | FLOPs speed-up |\n|---:|---:|---:|---:|\n%s\n",
                        report.split(),
                        report.points().stream().map(TrainingCard::row).collect(Collectors.joining()))
                + "At offset " + full.offset().value() + ": " + ConfusionMarkdown.of(full.confusion());
    }

    private static String row(EvaluationPoint point) {
        return String.format(
                Locale.ROOT,
                "| %.2f | %.4f | %.4f | %.2f |\n",
                point.offset().value(),
                point.accuracy(),
                point.macroF1(),
                point.flopsSpeedup());
    }
}
