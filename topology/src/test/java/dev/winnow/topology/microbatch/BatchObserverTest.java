package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.FakeClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchObserverTest {

    private static final Duration NEVER = Duration.ofHours(1);

    /** Remembers what it was told. */
    private static final class Told implements BatchObserver {
        private final Queue<Integer> tokenized = new ConcurrentLinkedQueue<>();
        private final Queue<ComputedBatch> batches = new ConcurrentLinkedQueue<>();

        @Override
        public void tokenized(String bundle, int tokens, long nanos) {
            assertThat(bundle).isEqualTo("parity");
            assertThat(nanos).isNotNegative();
            tokenized.add(tokens);
        }

        @Override
        public void computed(ComputedBatch batch) {
            batches.add(batch);
        }
    }

    /** Ten operations for every token. */
    private static final class Counting extends FakeClassifier {
        @Override
        public OptionalDouble flops(Prediction prediction, DeltaOffset offset) {
            return OptionalDouble.of(10 * prediction.tokens());
        }
    }

    private final Told told = new Told();

    private MicroBatcher batcher(int documents) {
        return new MicroBatcher(new BatchPolicy(10_000, documents, NEVER, 1), 1 << 20, told);
    }

    private static Submission traced(String text, String traceparent) {
        return new Submission(text, 1, false, Optional.of(traceparent));
    }

    @Test
    void shouldTellWhatABatchHeldAndWhatItsLayersComputed() {
        try (MicroBatcher batcher = batcher(2)) {
            // Given
            Lane lane = batcher.lane(new Counting(), new DeltaOffset(0.5));

            // When: the model keeps the first token and the words of more than four letters
            CompletableFuture<Outcome> first = lane.submit(traced("a longer wording", "trace-1"));
            CompletableFuture<Outcome> second = lane.submit(new Submission("short or extended", 1));
            first.join();
            second.join();

            // Then
            assertThat(told.tokenized).containsExactly(5, 5);
            assertThat(told.batches).singleElement().satisfies(batch -> {
                assertThat(batch.bundle()).isEqualTo("parity");
                assertThat(batch.offset()).isEqualTo(new DeltaOffset(0.5));
                assertThat(batch.tokens()).isEqualTo(10);
                assertThat(batch.tokensByLayer()).containsExactly(2 + 2 + 2, 2 + 2 + 2);
                assertThat(batch.flops()).hasValue(100);
                assertThat(batch.engineNanos()).isPositive();
                assertThat(batch.documents())
                        .extracting(ComputedBatch.Member::traceparent)
                        .containsExactly(Optional.of("trace-1"), Optional.empty());
            });
        }
    }

    @Test
    void shouldTellOfTheBatchesThatWereComputedOnly() {
        try (MicroBatcher batcher = batcher(4)) {
            // Given
            Lane lane = batcher.lane(new FakeClassifier(), DeltaOffset.TRAINED);

            // When
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (String text : List.of("one", FakeClassifier.POISON, "two", "three")) {
                outcomes.add(lane.submit(text, 1));
            }
            outcomes.forEach(CompletableFuture::join);

            // Then: of four, of two, of the culprit alone there are no results
            assertThat(told.batches)
                    .extracting(batch -> batch.documents().size())
                    .containsExactly(1, 2);
            assertThat(told.batches)
                    .extracting(ComputedBatch::flops)
                    .as("the model does not count them")
                    .containsOnly(OptionalDouble.empty());
        }
    }

    @Test
    void shouldNotTellOfRehearsals() {
        try (MicroBatcher batcher = batcher(1)) {
            // When
            batcher.rehearsal(new FakeClassifier(), DeltaOffset.TRAINED)
                    .submit("a text", 1)
                    .join();

            // Then
            assertThat(told.tokenized).isEmpty();
            assertThat(told.batches).isEmpty();
        }
    }
}
