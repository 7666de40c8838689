package dev.winnow.model.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.DatasetException;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.evaluation.EvaluationProgress;
import dev.winnow.model.evaluation.EvaluationReport;
import dev.winnow.model.evaluation.Evaluator;
import dev.winnow.model.evaluation.SplitClassifier;
import dev.winnow.model.evaluation.TimingSettings;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTrainerTest {
    private static final ProbeSettings SETTINGS = new ProbeSettings(32, List.of(0.1, 0.01), 40, 10, 2, Precision.FP32);
    private static final Map<String, List<String>> WORDS = Map.of(
            "kitchen", List.of("soup", "oven", "pepper", "recipe", "bread", "spoon", "onion", "sauce"),
            "garden", List.of("tulip", "hedge", "spade", "compost", "lawn", "seedling", "rose", "greenhouse"),
            "music", List.of("violin", "chord", "melody", "drummer", "concert", "piano", "singer", "rhythm"));

    @TempDir
    private Path data;

    @TempDir
    private Path bundles;

    @Test
    void shouldLearnAToyProblemAndGiveABundleThatReproducesItsReport() throws IOException {
        // Given: training words and test words differ, so that the encoder's knowledge is needed
        write(Split.TRAIN, 60, 0, 5);
        write(Split.VALIDATION, 30, 3, 7);
        write(Split.TEST, 60, 5, 8);
        Map<TrainingProgress.Phase, Long> last =
                Collections.synchronizedMap(new EnumMap<>(TrainingProgress.Phase.class));
        Dataset dataset = Dataset.open(data);

        // When
        TrainedProbe probe = new ProbeTrainer(SETTINGS, (phase, done, total) -> last.merge(phase, done, Math::max))
                .train(dataset, Checkpoint.miniLm());
        BundleWriter.write(
                bundles.resolve("toy"), probe.contents("toy", "1", "Words of three rooms.", Optional.empty()));
        EvaluationReport evaluated = evaluate(Bundle.open(bundles.resolve("toy")), dataset);

        // Then
        assertThat(probe.report().labels()).containsExactly("garden", "kitchen", "music");
        assertThat(probe.report().test().orElseThrow().accuracy()).isGreaterThan(0.9);
        assertThat(evaluated.points().get(0).confusion().counts())
                .isDeepEqualTo(probe.report().test().orElseThrow().counts());
        assertThat(last).containsEntry(TrainingProgress.Phase.FEATURES, 60L);
        assertThat(last).containsEntry(TrainingProgress.Phase.FIT, 80L);
        assertThat(Bundle.open(bundles.resolve("toy")).modelCard())
                .contains("Words of three rooms.")
                .contains("### Test\n\n60 documents, accuracy")
                .contains("| kitchen |");
        assertThat(Bundle.open(bundles.resolve("toy")).manifest().training().metrics())
                .containsEntry("test.documents", 60.0)
                .hasEntrySatisfying("test.accuracy", accuracy -> assertThat(accuracy)
                        .isCloseTo(probe.report().test().orElseThrow().accuracy(), within(1e-4)));
    }

    @Test
    void shouldRefuseDataWithOneLabelOnly() throws IOException {
        // Given
        for (Split split : Split.values()) {
            Files.writeString(
                    data.resolve(split.fileName() + ".jsonl"), "{\"text\": \"soup\", \"label\": \"kitchen\"}\n");
        }

        // When, Then
        Dataset dataset = Dataset.open(data);
        ProbeTrainer trainer = new ProbeTrainer(SETTINGS, TrainingProgress.silent());
        Checkpoint checkpoint = Checkpoint.miniLm();
        assertThatThrownBy(() -> trainer.train(dataset, checkpoint))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("a classifier needs two");
    }

    private static EvaluationReport evaluate(Bundle bundle, Dataset dataset) {
        try (BundleClassifier classifier = BundleClassifier.load(bundle, Precision.FP32);
                EngineWorkers workers = new EngineWorkers(2)) {
            SplitClassifier subject = new SplitClassifier(classifier, classifier.flops(), workers);
            return new Evaluator(subject, TimingSettings.DEFAULT)
                    .evaluate(
                            dataset.read(Split.TEST), Split.TEST, List.of(DeltaOffset.FULL), EvaluationProgress.SILENT);
        }
    }

    private void write(Split split, int rows, int fromWord, int toWord) throws IOException {
        Random random = new Random(split.fileName().hashCode());
        List<String> labels = WORDS.keySet().stream().sorted().toList();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String label = labels.get(i % labels.size());
            List<String> words = WORDS.get(label).subList(fromWord, toWord);
            String text = "the %s and the %s"
                    .formatted(words.get(random.nextInt(words.size())), words.get(random.nextInt(words.size())));
            lines.add("{\"text\": \"%s\", \"label\": \"%s\"}".formatted(text, label));
        }
        Files.write(data.resolve(split.fileName() + ".jsonl"), lines);
    }
}
