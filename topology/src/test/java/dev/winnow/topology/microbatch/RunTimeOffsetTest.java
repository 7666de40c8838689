package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import dev.winnow.topology.control.BatchShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may be changed while the batcher runs: the offset of a lane, the budget and linger of micro-batches. */
@Timeout(60)
class RunTimeOffsetTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final long PLENTY = 1 << 20;

    /** Notes with which offset each document was asked about last. */
    private static final class Noting extends FakeClassifier {
        private final Map<TokenizedText, DeltaOffset> offsets = Collections.synchronizedMap(new IdentityHashMap<>());

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            documents.forEach(document -> offsets.put(document, offset));
            return super.classify(documents, offset);
        }
    }

    private static Outcome.Classified classified(CompletableFuture<Outcome> outcome) {
        return (Outcome.Classified) outcome.join();
    }

    @Test
    void shouldSayTheOffsetThatTheModelWasAskedWithWhileItChanges() throws Exception {
        // Given
        Noting model = new Noting();
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(60, 10, Duration.ofMillis(1), 3), PLENTY)) {
            Lane lane = batcher.lane(model, DeltaOffset.FULL);
            Thread knob = new Thread(() -> {
                for (int n = 0; !over.get(); n++) {
                    lane.offset(new DeltaOffset((n % 201 - 100) / 100.0));
                }
            });
            knob.start();

            // When
            for (int i = 0; i < 10_000; i++) {
                outcomes.add(lane.submit(i % 97 == 0 ? FakeClassifier.POISON : "some words here", 100));
            }
            lane.flush();
            outcomes.forEach(CompletableFuture::join);
            over.set(true);
            knob.join();

            // Then
            List<Outcome.Classified> answered = outcomes.stream()
                    .map(CompletableFuture::join)
                    .filter(Outcome.Classified.class::isInstance)
                    .map(Outcome.Classified.class::cast)
                    .toList();
            assertThat(answered).hasSize(10_000 - 104).allSatisfy(outcome -> assertThat(outcome.offset())
                    .isEqualTo(model.offsets.get(outcome.tokens())));
            assertThat(answered).extracting(Outcome.Classified::offset).hasSizeGreaterThan(2);
            assertThat(lane.totals().documents()).isEqualTo(answered.size());
        }
    }

    @Test
    void shouldKeepTheOffsetOfARunningBatchThroughItsHalves() {
        // Given
        GatedClassifier model = GatedClassifier.withGatedEngine();
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(1_000, 4, NEVER, 1), PLENTY)) {
            Lane lane = batcher.lane(model, DeltaOffset.FULL);
            List<CompletableFuture<Outcome>> outcomes = List.of(
                    lane.submit("one", 1),
                    lane.submit("two", 1),
                    lane.submit("three", 1),
                    lane.submit(FakeClassifier.POISON, 1));
            await().untilAtomic(model.entered, calls -> assertThat(calls).isEqualTo(1));

            // When
            lane.offset(new DeltaOffset(0.5));
            model.gate.release(Integer.MAX_VALUE);

            // Then
            assertThat(outcomes.subList(0, 3)).allSatisfy(outcome -> {
                assertThat(classified(outcome).attempts()).isGreaterThan(1);
                assertThat(classified(outcome).offset()).isEqualTo(DeltaOffset.FULL);
            });
            CompletableFuture<Outcome> next = lane.submit("four", 1);
            lane.flush();
            assertThat(classified(next).offset()).isEqualTo(new DeltaOffset(0.5));
        }
    }

    @Test
    void shouldCloseWhatWaitsByTheNewBudget() {
        // Given
        FakeClassifier model = new FakeClassifier();
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(1_000, 100, NEVER, 1), PLENTY)) {
            Lane lane = batcher.lane(model, DeltaOffset.FULL);
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                outcomes.add(lane.submit("a text", 1));
            }

            // When
            batcher.tune(new BatchShape(16, NEVER));

            // Then
            assertThat(outcomes)
                    .allSatisfy(outcome ->
                            assertThat(classified(outcome).batchDocuments()).isEqualTo(4));
        }
    }

    @Test
    void shouldCloseWhatWaitsByTheNewLinger() {
        // Given
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(1_000, 100, NEVER, 1), PLENTY)) {
            CompletableFuture<Outcome> alone =
                    batcher.lane(new FakeClassifier(), DeltaOffset.FULL).submit("a text", 1);

            // When
            batcher.tune(new BatchShape(1_000, Duration.ofMillis(5)));

            // Then
            assertThat(classified(alone).batchDocuments()).isEqualTo(1);
        }
    }
}
