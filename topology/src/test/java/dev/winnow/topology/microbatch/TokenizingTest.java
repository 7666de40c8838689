package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of documents between their submission and the queue of the engine. */
@Timeout(60)
class TokenizingTest {

    private static final BatchPolicy NEVER_BY_ITSELF = new BatchPolicy(400, 100, Duration.ofHours(1), 1);

    private final GatedClassifier classifier = GatedClassifier.withGatedTokenizer();
    private final MicroBatcher batcher = new MicroBatcher(NEVER_BY_ITSELF, 1 << 20);
    private final Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);

    private CompletableFuture<Outcome> submit(String text) {
        return lane.submit(text, 100);
    }

    @Test
    void shouldFlushDocumentsThatAreNotTokenizedYetInOneBatch() {
        // Given
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(submit("some words"));
        }

        // When
        lane.flush();
        classifier.tokenizerGate.release(10);

        // Then
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join())
                .isInstanceOfSatisfying(Outcome.Classified.class, classified -> assertThat(classified.batchDocuments())
                        .isEqualTo(10)));
        batcher.close();
    }

    @Test
    void shouldFailOnlyTheDocumentThatCannotBeTokenized() {
        // Given
        CompletableFuture<Outcome> before = submit("some words");
        CompletableFuture<Outcome> culprit = submit(GatedClassifier.UNTOKENIZABLE);
        CompletableFuture<Outcome> after = submit("more words");

        // When
        lane.flush();
        classifier.tokenizerGate.release(3);

        // Then
        assertThat(culprit.join()).isInstanceOf(Outcome.Untokenizable.class);
        assertThat(before.join()).isInstanceOf(Outcome.Classified.class);
        assertThat(after.join()).isInstanceOf(Outcome.Classified.class);
        batcher.close();
    }

    @Test
    void shouldComputeWhatWaitedForACompanionThatCannotBeTokenized() {
        // Given
        CompletableFuture<Outcome> waiting = submit("some words");
        lane.flush();
        CompletableFuture<Outcome> companion = submit(GatedClassifier.UNTOKENIZABLE);

        // When
        classifier.tokenizerGate.release(2);

        // Then
        assertThat(waiting.join()).isInstanceOf(Outcome.Classified.class);
        assertThat(companion.join()).isInstanceOf(Outcome.Untokenizable.class);
        batcher.close();
    }

    @Test
    void shouldNotCallABrokenTokenizerTheDocumentsFault() {
        // Given
        FakeClassifier broken = new FakeClassifier() {
            @Override
            public TokenizedText tokenize(String text) {
                throw new LinkageError("the native library is broken");
            }
        };
        Lane brokenLane = batcher.lane(broken, DeltaOffset.TRAINED);

        // When
        CompletableFuture<Outcome> outcome = brokenLane.submit("some words", 100);

        // Then
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(LinkageError.class);
        classifier.tokenizerGate.release();
        CompletableFuture<Outcome> alive = submit("still alive");
        lane.flush();
        assertThat(alive.join()).isInstanceOf(Outcome.Classified.class);
        batcher.close();
    }

    @Test
    void shouldWaitForTheTokenizerWhenClosed() throws Exception {
        // Given
        CompletableFuture<Outcome> running = submit("some words");
        CompletableFuture<Outcome> waiting = submit("more words");
        await().untilAtomic(classifier.enteredTokenizer, entered -> assertThat(entered)
                .isEqualTo(1));

        // When
        Thread closer = new Thread(batcher::close);
        closer.start();

        // Then
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(BatcherClosedException.class);
        assertThat(closer.isAlive()).as("waits for the running tokenizer").isTrue();
        classifier.tokenizerGate.release();
        closer.join();
        assertThatThrownBy(running::join).hasCauseInstanceOf(BatcherClosedException.class);
    }
}
