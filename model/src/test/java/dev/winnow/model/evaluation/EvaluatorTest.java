package dev.winnow.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.dataset.DatasetException;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.Split;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.evaluation.EvaluationProgress.Phase;
import dev.winnow.model.reduction.DeltaOffset;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluatorTest {
    /** Documents of 1 to 54 tokens fill a batch of 1,500. */
    private static final int LONGEST_BATCH = 54;

    private final EngineWorkers workers = new EngineWorkers(3);
    private final LengthClassifier classifier = new LengthClassifier();
    private final SplitClassifier subject = new SplitClassifier(classifier, LengthClassifier.FLOPS, workers);
    private final Evaluator evaluator = new Evaluator(subject, new TimingSettings(1, 1_000));

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void shouldCompareEveryDocumentWithItsLabel() {
        // Given
        Map<Phase, Long> done = new EnumMap<>(Phase.class);

        // When
        EvaluationReport report =
                evaluator.evaluate(lengths(), Split.TEST, List.of(DeltaOffset.FULL), (phase, steps, total) -> {
                    assertThat(total).isEqualTo(200);
                    synchronized (done) {
                        done.merge(phase, steps, Math::max);
                    }
                });

        // Then: nothing is timed against itself
        assertThat(report.documents()).isEqualTo(200);
        assertThat(done).containsExactly(Map.entry(Phase.CLASSIFY, 200L));
        assertThat(report.points()).singleElement().satisfies(point -> {
            assertThat(point.offset()).isEqualTo(DeltaOffset.FULL);
            assertThat(point.confusion().counts()).isDeepEqualTo(new long[][] {{100, 50}, {0, 50}});
            assertThat(point.accuracy()).isEqualTo(0.75);
            assertThat(point.agreement()).isEqualTo(1);
            assertThat(point.keptTokens()).isEqualTo(1);
            assertThat(point.flopsSpeedup()).isEqualTo(1);
            assertThat(point.throughputRatio()).isEqualTo(1);
            assertThat(point.documentsPerSecond()).isPositive();
        });
    }

    @Test
    void shouldMeasureEveryOffsetInTheOrderGivenAndCompareItWithTheFullEncoder() {
        // When
        EvaluationReport report = evaluator.evaluate(
                lengths(), Split.TEST, List.of(DeltaOffset.TRAINED, new DeltaOffset(-0.5)), EvaluationProgress.SILENT);

        // Then: at 0 half of a document's tokens leave, rounded down, so that none of 200 has more than 100 left
        assertThat(report.points())
                .extracting(EvaluationPoint::offset)
                .containsExactly(DeltaOffset.TRAINED, new DeltaOffset(-0.5));
        EvaluationPoint half = report.points().get(0);
        assertThat(half.confusion().counts()).isDeepEqualTo(new long[][] {{150, 0}, {50, 0}});
        assertThat(half.agreement()).isEqualTo(0.5);
        assertThat(half.flopsSpeedup()).isCloseTo(2 / 1.5, within(0.01));
        assertThat(half.keptTokens()).isCloseTo(0.5, within(0.01));
        assertThat(half.throughputRatio()).isPositive();
        // At -0.5 a quarter leaves: 135 characters keep 102, 134 keep 101, 133 keep 100
        assertThat(report.points().get(1).agreement()).isEqualTo((200 - 33) / 200.0);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIFY", "TIME"})
    void shouldEndWithinABatchWhenTheProgressSaysSo(Phase during) {
        // Given: a progress that wants no more once the phase has begun to move
        AtomicInteger before = new AtomicInteger(-1);
        EvaluationProgress impatient = (phase, done, total) -> {
            if (phase == during && done > 0) {
                before.compareAndSet(-1, classifier.classified());
                throw new CancellationException("enough");
            }
        };

        // When, Then: what each worker was at comes to its end, and nothing else begins
        assertThatThrownBy(() -> evaluator.evaluate(
                        lengths(), Split.TEST, List.of(DeltaOffset.FULL, DeltaOffset.TRAINED), impatient))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(classifier.classified()).isBetween(before.get(), before.get() + 2 * LONGEST_BATCH);
    }

    @Test
    void shouldRefuseDataOfAnotherTask() {
        // Given
        DatasetSplit other = new DatasetSplit(Path.of("test.jsonl"), List.of(new Example("1", "x", "tiny")), List.of());

        // When, Then
        assertThatThrownBy(() ->
                        evaluator.evaluate(other, Split.TEST, List.of(DeltaOffset.FULL), EvaluationProgress.SILENT))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("'tiny'");
    }

    /** Lengths 1 to 200, labelled "short" up to 150. */
    private static DatasetSplit lengths() {
        List<Example> examples = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> new Example("line-" + n, "x".repeat(n), n <= 150 ? "short" : "long"))
                .toList();
        return new DatasetSplit(Path.of("test.jsonl"), examples, List.of());
    }
}
