package dev.winnow.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.DatasetException;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    @TempDir
    private Path folder;

    /** Predicts "long" for texts of more than 100 characters: its right answers can be counted by hand. */
    private static final class LengthClassifier implements Classifier {
        @Override
        public String model() {
            return "length";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<String> labels() {
            return List.of("short", "long");
        }

        @Override
        public TokenizedText tokenize(String text) {
            return new TokenizedText(new long[text.length()], false);
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            return documents.stream()
                    .map(document -> document.length() > 100 ? new float[] {0, 1} : new float[] {1, 0})
                    .map(probabilities -> new Prediction(labels(), probabilities, TokenTrace.full(1, 1), false))
                    .toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldCompareEveryDocumentWithItsLabel() throws IOException {
        // Given: lengths 1 to 200, all labelled "short" up to 150
        write(
                "test.jsonl",
                IntStream.rangeClosed(1, 200)
                        .mapToObj(n -> row("x".repeat(n), n <= 150 ? "short" : "long"))
                        .collect(Collectors.joining()));
        AtomicInteger done = new AtomicInteger();

        // When
        EvaluationReport report;
        try (EngineWorkers workers = new EngineWorkers(3)) {
            report = new Evaluator(workers)
                    .evaluate(
                            new LengthClassifier(),
                            Dataset.open(folder),
                            Split.TEST,
                            n -> done.accumulateAndGet(n, Math::max));
        }

        // Then
        assertThat(report.documents()).isEqualTo(200);
        assertThat(done).hasValue(200);
        assertThat(report.points()).hasSize(1);
        EvaluationPoint point = report.points().get(0);
        assertThat(point.confusion().counts()).isDeepEqualTo(new long[][] {{100, 50}, {0, 50}});
        assertThat(point.accuracy()).isEqualTo(0.75);
        assertThat(point.offset()).isEqualTo(-1);
        assertThat(point.flopsSpeedup()).isEqualTo(1);
        assertThat(point.documentsPerSecond()).isPositive();
    }

    @Test
    void shouldRefuseDataOfAnotherTask() throws IOException {
        // Given
        write("test.jsonl", row("x", "tiny"));

        // When, Then
        try (EngineWorkers workers = new EngineWorkers(1)) {
            Evaluator evaluator = new Evaluator(workers);
            assertThatThrownBy(
                            () -> evaluator.evaluate(new LengthClassifier(), Dataset.open(folder), Split.TEST, n -> {}))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("'tiny'");
        }
    }

    private static String row(String text, String label) {
        return "{\"text\": \"" + text + "\", \"label\": \"" + label + "\"}\n";
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
