package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A warm-up holds its batches at a gate, which is not how long the engine takes. */
@Timeout(60)
class RehearsalTest {
    private static final BatchPolicy BY_DOCUMENTS = new BatchPolicy(1_000, 4, Duration.ofHours(1), 1);

    private final AtomicLong clock = new AtomicLong();

    @Test
    void shouldTeachNothingAboutTheEngine() {
        assertThat(batchesAfterASlowOne(batcher -> batcher.rehearsal(slow(), DeltaOffset.TRAINED)))
                .hasSize(1);
    }

    @Test
    void shouldLearnFromDocumentsThatSomebodyWaitsFor() {
        assertThat(batchesAfterASlowOne(batcher -> batcher.lane(slow(), DeltaOffset.TRAINED)))
                .hasSize(4);
    }

    private List<List<TokenizedText>> batchesAfterASlowOne(Function<MicroBatcher, Lane> slowLane) {
        FakeClassifier quick = new FakeClassifier();
        try (MicroBatcher batcher = new MicroBatcher(BY_DOCUMENTS, 1 << 20, clock::get)) {
            submitFour(slowLane.apply(batcher));
            submitFour(batcher.lane(quick, DeltaOffset.TRAINED));
        }
        return quick.batches();
    }

    private static void submitFour(Lane lane) {
        List<CompletableFuture<Outcome>> outcomes =
                Stream.of("a", "b", "c", "d").map(text -> lane.submit(text, 1)).toList();
        outcomes.forEach(CompletableFuture::join);
    }

    private FakeClassifier slow() {
        return new FakeClassifier() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                clock.addAndGet(Duration.ofMinutes(1).toNanos());
                return super.classify(documents, offset);
            }
        };
    }
}
