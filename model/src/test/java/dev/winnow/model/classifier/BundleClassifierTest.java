package dev.winnow.model.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleContents;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.bundle.TrainingInfo;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.EncoderDelta;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.Processor;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.RandomReduction;
import dev.winnow.model.tokenizer.TokenizedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleClassifierTest {
    private static final Checkpoint CHECKPOINT = Checkpoint.miniLm();

    @TempDir
    private static Path folder;

    private static BundleClassifier classifier;

    @BeforeAll
    static void load() {
        classifier = BundleClassifier.load(bundle("three", randomHead(features()), 16), Precision.FP32);
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void shouldGiveProbabilitiesOfEveryLabel() {
        // When
        List<Prediction> predictions = classify("a bright morning", "rain", "");

        // Then
        assertThat(predictions).hasSize(3).allSatisfy(prediction -> {
            assertThat(prediction.labels()).containsExactly("one", "two", "three");
            double sum = 0;
            for (float probability : prediction.probabilities()) {
                assertThat(probability).isBetween(0f, 1f);
                sum += probability;
            }
            assertThat(sum).isEqualTo(1, within(1e-6));
        });
        assertThat(predictions.get(2).tokens()).isEqualTo(2);
        assertThat(classify()).isEmpty();
    }

    @Test
    void shouldCutLongTextsAndSaySo() {
        // When
        Prediction prediction = classify("word ".repeat(100)).get(0);

        // Then
        assertThat(prediction.tokens()).isEqualTo(16);
        assertThat(prediction.truncated()).isTrue();
        assertThat(classify("word").get(0).truncated()).isFalse();
    }

    @Test
    void shouldGiveADocumentTheSameAnswerWhateverItsBatchAndThread() {
        // Given
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(i -> "number " + i + " of a list".repeat(i % 5))
                .toList();
        List<Prediction> together = classify(texts.toArray(String[]::new));

        // When
        List<CompletableFuture<Prediction>> alone = new ArrayList<>();
        try (EngineWorkers workers = new EngineWorkers(4)) {
            texts.forEach(text -> alone.add(workers.submit(() -> classify(text).get(0))));
        }

        // Then
        for (int i = 0; i < texts.size(); i++) {
            assertThat(alone.get(i).join().probabilities())
                    .containsExactly(together.get(i).probabilities(), within(1e-5f));
        }
    }

    @Test
    void shouldTraceTheTokensOfEachDocument() {
        // Given
        BundleContents contents = contents("reduced", randomHead(features()), 64)
                .withReduction(RandomReduction.of(CHECKPOINT.config(), 2));
        List<String> texts = List.of("rain", "a long walk through the quiet hills at dusk ".repeat(4), "");

        // When
        List<Prediction> reduced;
        List<Prediction> full;
        try (BundleClassifier trained = BundleClassifier.load(written(contents), Precision.FP32)) {
            List<TokenizedText> documents =
                    texts.stream().map(trained::tokenize).toList();
            reduced = trained.classify(documents, DeltaOffset.TRAINED);
            full = trained.classify(documents, DeltaOffset.FULL);
        }

        // Then
        TokenTrace walk = reduced.get(1).trace();
        assertThat(walk.tokens()).isEqualTo(full.get(1).tokens()).isEqualTo(38);
        assertThat(walk.kept()).isBetween(1, 30);
        assertThat(walk.reached()[0]).isEqualTo(6);
        assertThat(walk.scores()[0]).isPositive();
        assertThat(reduced.get(2).tokens()).isEqualTo(2);
        assertThat(full)
                .allSatisfy(prediction -> assertThat(prediction.trace().kept()).isEqualTo(prediction.tokens()));
    }

    @Test
    void shouldClassifyWithTheFineTunedWeights() {
        // Given: biases that training changed, so that they come back as they were
        Map<String, FloatTensor> trained = new HashMap<>(CHECKPOINT.weights());
        trained.computeIfPresent("encoder.layer.5.output.LayerNorm.bias", (name, bias) -> {
            float[] data = bias.data().clone();
            Arrays.fill(data, 0.5f);
            return new FloatTensor(bias.shape(), data);
        });
        BundleContents frozen = contents("frozen", randomHead(features()), 64);
        BundleContents tuned =
                contents("tuned", randomHead(features()), 64).withDelta(EncoderDelta.between(CHECKPOINT, trained));
        Checkpoint changed = new Checkpoint(
                CHECKPOINT.name(), CHECKPOINT.config(), trained, CHECKPOINT.tokenizerJson(), CHECKPOINT.sha256());

        // When
        float[] found = probabilities(written(tuned));

        // Then
        try (PackedEncoder encoder = PackedEncoder.load(changed, tuned.head(), Optional.empty(), Precision.FP32)) {
            float[] logits = encoder.logits(PackedBatch.of(List.of(classifier.tokenize("rain"))));
            assertThat(found).containsExactly(new ClassScores(logits, 0, 3).probabilities(), within(1e-6f));
        }
        assertThat(found).isNotEqualTo(probabilities(written(frozen)));
    }

    private static float[] probabilities(Bundle bundle) {
        try (BundleClassifier loaded = BundleClassifier.load(bundle, Precision.FP32)) {
            return loaded.classify(List.of(loaded.tokenize("rain")), DeltaOffset.FULL)
                    .get(0)
                    .probabilities();
        }
    }

    @Test
    void shouldRefuseAHeadOfAnotherEncoder() {
        // Given
        Bundle bundle = bundle("narrow", randomHead(8), 16);

        // When, Then
        assertThatThrownBy(() -> BundleClassifier.load(bundle, Precision.FP32))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle 'narrow' cannot be loaded: the head reads 8 features");
    }

    @Test
    void shouldRefuseMoreTokensThanTheEncoderHasPositions() {
        // Given
        Bundle bundle = bundle("long", randomHead(features()), 513);

        // When, Then
        assertThatThrownBy(() -> BundleClassifier.load(bundle, Precision.FP32))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("513 tokens")
                .hasMessageContaining("512 positions");
    }

    private static List<Prediction> classify(String... texts) {
        List<TokenizedText> documents = new ArrayList<>();
        for (String text : texts) {
            documents.add(classifier.tokenize(text));
        }
        return classifier.classify(documents, DeltaOffset.FULL);
    }

    private static int features() {
        return PackedEncoder.featureCount(CHECKPOINT.config());
    }

    private static LinearHead randomHead(int features) {
        Random random = new Random(1);
        float[] weight = new float[3 * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian() / 20;
        }
        return new LinearHead(3, features, weight, new float[3]);
    }

    private static Bundle bundle(String name, LinearHead head, int maxTokens) {
        return written(contents(name, head, maxTokens));
    }

    private static Bundle written(BundleContents contents) {
        BundleWriter.write(folder.resolve(contents.name()), contents);
        return Bundle.open(folder.resolve(contents.name()));
    }

    private static BundleContents contents(String name, LinearHead head, int maxTokens) {
        return new BundleContents(
                name,
                "1",
                List.of("one", "two", "three"),
                maxTokens,
                head,
                CHECKPOINT.sha256(),
                Optional.empty(),
                new TrainingInfo("probe", "none", 0, Map.of(), Map.of()),
                "# " + name);
    }

    @Test
    void shouldSayWhatInt8Lacks() {
        // Given
        Bundle bundle = bundle("unmeasured", randomHead(features()), 16);

        // When / Then
        assertThatThrownBy(() -> BundleClassifier.load(bundle, Precision.INT8))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("'unmeasured' cannot run in int8")
                .hasMessageContaining("winnow calibrate");
        assertThat(PrecisionChoice.AUTO.precision(bundle, Processor.here().precisions()))
                .isEqualTo(Precision.FP32);
    }
}
