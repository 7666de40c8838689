package dev.winnow.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleContents;
import dev.winnow.model.bundle.BundleWriter;
import dev.winnow.model.bundle.TrainingInfo;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.reduction.LayerReduction;
import dev.winnow.model.reduction.Reduction;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.ReductionBench.Row;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Predictors of zeros score all tokens alike but for [CLS], which counts four times: a token of n has the share 1/(n + 3) and
 * leaves below 0.9/n, which it is for n below 27. So of a document of 10 tokens [CLS] alone is left before the first layer, and
 * one of 40 keeps all.
 */
class ReductionBenchTest {
    private static final Checkpoint CHECKPOINT = Checkpoint.miniLm();

    @TempDir
    private static Path folder;

    private static BundleClassifier classifier;

    @BeforeAll
    static void load() {
        classifier = BundleClassifier.load(bundle(), Precision.FP32);
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void shouldCountOperationsAndRowsOfEveryLayer() {
        // Given
        Workload workload = new Workload("two", List.of(List.of(document(10), document(40)), List.of(document(10))));

        // When
        ReductionBench.Spent spent = ReductionBench.Spent.of(classifier, workload, DeltaOffset.TRAINED);

        // Then
        assertThat(spent.rows()).containsExactly(new int[] {41, 41, 41, 41, 41, 41}, new int[] {1, 1, 1, 1, 1, 1});
        int[] stayed = new int[40];
        Arrays.fill(stayed, 6);
        int[] left = {6, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(spent.flops())
                .isEqualTo(2 * classifier.flops().reduced(left)
                        + classifier.flops().reduced(stayed));
    }

    @Test
    void shouldCompareOffsetsWithTheFullEncoder() {
        // Given
        Workload workload = new Workload("one", List.of(Collections.nCopies(12, document(20))));

        // When
        List<Row> rows;
        try (GemmRate gemm = new GemmRate(CHECKPOINT.config(), Precision.FP32)) {
            rows = new ReductionBench(classifier, gemm)
                    .run(workload, List.of(DeltaOffset.FULL, DeltaOffset.TRAINED), 3, (done, total, name) -> {});
        }

        // Then: a twentieth of the tokens and predictors before the first layer
        assertThat(rows).extracting(Row::offset).containsExactly(-1.0, 0.0);
        assertThat(rows.get(0).share()).isEqualTo(1, within(1e-9));
        assertThat(rows.get(1).flopsSpeedup()).isBetween(19.0, 21.0);
        assertThat(rows.get(1).throughputRatio()).isPositive();
        assertThat(rows.get(1).productsRatio()).isPositive();
    }

    @Test
    void shouldCutDocumentsIntoBatchesOfTokens() {
        // Given
        List<TokenizedText> documents = List.of(document(30), document(60), document(40), document(70), document(9));

        // When
        Workload batches = Workload.ofTokens(documents, 100, 3);
        Workload singles = Workload.ofSingles(documents, 60, 5);

        // Then: the last batch is left out, because it is not full
        assertThat(batches.batches())
                .containsExactly(List.of(documents.get(0), documents.get(1)), List.of(documents.get(2)));
        assertThat(singles.batches()).containsExactly(List.of(documents.get(1)), List.of(documents.get(3)));
    }

    private static TokenizedText document(int length) {
        return new TokenizedText(new Random(length).longs(length, 1000, 30000).toArray(), false);
    }

    private static Bundle bundle() {
        int features = PackedEncoder.featureCount(CHECKPOINT.config());
        int hidden = CHECKPOINT.config().hidden();
        LayerReduction layer = new LayerReduction(zeros(32, hidden), zeros(32), zeros(1, 32), 0.9f, 4f);
        BundleWriter.write(
                folder.resolve("reduced"),
                new BundleContents(
                        "reduced",
                        "1",
                        List.of("one", "two"),
                        64,
                        new LinearHead(2, features, new float[2 * features], new float[2]),
                        CHECKPOINT.sha256(),
                        Optional.empty(),
                        new TrainingInfo("reduce", "none", 0, Map.of(), Map.of()),
                        "# reduced",
                        Optional.empty(),
                        Optional.of(new Reduction(Collections.nCopies(6, layer)))));
        return Bundle.open(folder.resolve("reduced"));
    }

    private static FloatTensor zeros(int... shape) {
        int size = 1;
        long[] sides = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            size *= shape[i];
            sides[i] = shape[i];
        }
        return new FloatTensor(sides, new float[size]);
    }
}
