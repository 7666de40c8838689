package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import dev.winnow.topology.shadow.AgreementCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that the full encoder is asked about too. */
@Timeout(60)
class ShadowTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final DeltaOffset FAST = new DeltaOffset(0.5);
    private static final int BATCH = 4;

    /** Reduced, it calls everything even. */
    private static class Hasty extends FakeClassifier {
        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            List<Prediction> predictions = super.classify(documents, offset);
            return offset.isFull()
                    ? predictions
                    : predictions.stream().map(Hasty::even).toList();
        }

        private static Prediction even(Prediction prediction) {
            return new Prediction(prediction.labels(), new float[] {1, 0}, prediction.trace(), prediction.truncated());
        }
    }

    private static MicroBatcher batcher() {
        return new MicroBatcher(new BatchPolicy(10_000, BATCH, NEVER, 1), 1 << 20);
    }

    private static Submission submission(String text, boolean shadowed) {
        return new Submission(text, 1, shadowed, Optional.empty());
    }

    /** One batch; the words are even, odd, even, odd with the two special tokens. */
    private static List<Outcome.Classified> classify(Lane lane, boolean shadowed) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (String text : List.of("two words", "one", "now four words here", "odd")) {
            outcomes.add(lane.submit(submission(text, shadowed)));
        }
        return outcomes.stream()
                .map(CompletableFuture::join)
                .map(Outcome.Classified.class::cast)
                .toList();
    }

    @Test
    void shouldCompareWithTheFullEncoder() {
        try (MicroBatcher batcher = batcher()) {
            // Given
            Lane lane = batcher.lane(new Hasty(), FAST);

            // When
            List<Outcome.Classified> outcomes = classify(lane, true);

            // Then
            assertThat(outcomes)
                    .extracting(outcome -> outcome.prediction().label())
                    .containsOnly("even");
            assertThat(outcomes)
                    .extracting(outcome -> outcome.shadow().orElseThrow().label())
                    .containsExactly("even", "odd", "even", "odd");
            assertThat(lane.live().lately()).isEqualTo(new AgreementCount(4, 2));
            assertThat(lane.totals().documents())
                    .as("those of shadows are not counted")
                    .isEqualTo(BATCH);
        }
    }

    @Test
    void shouldNotAskForOthersNorAtTheFullEncoder() {
        try (MicroBatcher batcher = batcher()) {
            // Given
            Lane lane = batcher.lane(new Hasty(), FAST);
            Lane full = batcher.lane(new Hasty(), DeltaOffset.FULL);

            // Then
            assertThat(classify(lane, false))
                    .allMatch(outcome -> outcome.shadow().isEmpty());
            assertThat(classify(full, true))
                    .allMatch(outcome -> outcome.shadow().isEmpty());
            assertThat(lane.live().lately().documents() + full.live().lately().documents())
                    .isZero();
        }
    }

    @Test
    void shouldNotKeepACommitWaiting() {
        try (MicroBatcher batcher = batcher()) {
            // Given
            Lane lane = batcher.lane(new Hasty(), FAST);

            // When: not a full batch, that only a flush sends off
            CompletableFuture<Outcome> outcome = lane.submit(submission("one", true));
            lane.flush();

            // Then
            assertThat(((Outcome.Classified) outcome.join()).shadow()).isEmpty();
        }
    }

    @Test
    void shouldNotKeepAFullBatchWaiting() {
        // Given: the worker is busy until two batches are full
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        FakeClassifier slow = new Hasty() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                go.join();
                return super.classify(documents, offset);
            }
        };
        try (MicroBatcher batcher = batcher()) {
            Lane lane = batcher.lane(slow, FAST);
            for (int n = 0; n < 3 * BATCH; n++) {
                outcomes.add(lane.submit(submission("one", n >= BATCH)));
            }

            // When
            go.complete(null);

            // Then
            List<Boolean> checked = outcomes.stream()
                    .map(CompletableFuture::join)
                    .map(outcome -> ((Outcome.Classified) outcome).shadow().isPresent())
                    .toList();
            assertThat(checked.subList(BATCH, 2 * BATCH))
                    .as("with a full batch behind it")
                    .containsOnly(false);
            assertThat(checked.subList(2 * BATCH, 3 * BATCH)).as("the last").containsOnly(true);
        }
    }

    @Test
    void shouldKeepTheAnswersWhenTheFullEncoderFails() {
        // Given
        FakeClassifier broken = new Hasty() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                if (offset.isFull()) {
                    throw new IllegalStateException("not today");
                }
                return super.classify(documents, offset);
            }
        };
        try (MicroBatcher batcher = batcher()) {
            Lane lane = batcher.lane(broken, FAST);

            // Then
            assertThat(classify(lane, true))
                    .hasSize(BATCH)
                    .allMatch(outcome -> outcome.shadow().isEmpty() && outcome.attempts() == 1);
            assertThat(lane.live().lately()).isEqualTo(AgreementCount.UNKNOWN);
        }
    }
}
