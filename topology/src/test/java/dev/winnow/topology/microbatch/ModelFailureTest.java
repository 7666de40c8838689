package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that fails takes no document with it that it could have answered. */
@Timeout(60)
class ModelFailureTest {

    /** One worker, and batches that only the budgets close. */
    private static MicroBatcher batcher(int tokens, int documents) {
        return new MicroBatcher(new BatchPolicy(tokens, documents, Duration.ofHours(1), 1), 1 << 20);
    }

    private static CompletableFuture<Outcome> submit(Lane lane, String text) {
        return lane.submit(text, 100);
    }

    private static Outcome.Classified classified(CompletableFuture<Outcome> outcome) {
        return (Outcome.Classified) outcome.join();
    }

    @Test
    void shouldFailOnlyTheDocumentThatBreaksItsBatch() {
        // Given
        FakeClassifier classifier = new FakeClassifier();
        try (MicroBatcher batcher = batcher(10_000, 64)) {
            Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);

            // When
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                outcomes.add(submit(lane, i == 37 ? "some poison here" : "a good text " + i));
            }

            // Then
            for (int i = 0; i < 64; i++) {
                assertThat(outcomes.get(i).join())
                        .isInstanceOf(i == 37 ? Outcome.Failed.class : Outcome.Classified.class);
            }
            assertThat(outcomes.get(37).join())
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.attempts())
                            .as("in batches of 64, 32, 16, 8, 4 and 2, and twice alone")
                            .isEqualTo(8));
            assertThat(classified(outcomes.get(36)).attempts())
                    .as("with the culprit down to a batch of 2 or 4, and once without")
                    .isBetween(6, 7);
            assertThat(classified(outcomes.get(0)).attempts()).isEqualTo(2);
            assertThat(classifier.batches()).hasSize(1 + 2 * 6 + 1);
        }
    }

    @Test
    void shouldAskAgainAboutADocumentThatFailsAlone() {
        // Given
        AtomicInteger calls = new AtomicInteger();
        FakeClassifier once = new FakeClassifier() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("a trouble that passes");
                }
                return super.classify(documents, offset);
            }
        };
        try (MicroBatcher batcher = batcher(100, 1)) {
            // When
            Outcome.Classified outcome = classified(submit(batcher.lane(once, DeltaOffset.TRAINED), "a text"));

            // Then
            assertThat(outcome.attempts()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotCallABrokenEngineTheDocumentsFault() {
        // Given
        FakeClassifier classifier = new FakeClassifier();
        try (MicroBatcher batcher = batcher(100, 2)) {
            Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);
            CompletableFuture<Outcome> first = submit(lane, "fine");

            // When
            CompletableFuture<Outcome> second = submit(lane, FakeClassifier.CATASTROPHE);

            // Then
            assertThatThrownBy(first::join).hasCauseInstanceOf(LinkageError.class);
            assertThatThrownBy(second::join).hasCauseInstanceOf(LinkageError.class);
            CompletableFuture<Outcome> third = submit(lane, "still");
            CompletableFuture<Outcome> fourth = submit(lane, "alive");
            assertThat(third.join()).isInstanceOf(Outcome.Classified.class);
            assertThat(fourth.join()).isInstanceOf(Outcome.Classified.class);
        }
    }

    @Test
    void shouldTreatAWrongNumberOfPredictionsAsAFailure() {
        // Given
        FakeClassifier forgetful = new FakeClassifier() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                return List.of();
            }
        };
        try (MicroBatcher batcher = batcher(100, 1)) {
            // When
            Outcome outcome = submit(batcher.lane(forgetful, DeltaOffset.TRAINED), "a text")
                    .join();

            // Then
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.cause())
                    .hasMessage("the model gave 0 predictions for 1 documents"));
        }
    }
}
