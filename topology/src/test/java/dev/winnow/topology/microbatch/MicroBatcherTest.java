package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.FakeClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MicroBatcherTest {

    private static final Duration NEVER = Duration.ofHours(1);

    /** Computes a batch only when it is let to. */
    private static final class GatedClassifier extends FakeClassifier {
        final Semaphore gate = new Semaphore(0);
        final AtomicInteger entered = new AtomicInteger();

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            entered.incrementAndGet();
            gate.acquireUninterruptibly();
            return super.classify(documents, offset);
        }
    }

    private static TokenizedText text(int tokens) {
        return new TokenizedText(new long[tokens], false);
    }

    private static Outcome.Classified classified(CompletableFuture<Outcome> outcome) {
        return (Outcome.Classified) outcome.join();
    }

    @Test
    void shouldBatchDocumentsOfSeveralSubmitters() {
        // Given
        FakeClassifier classifier = new FakeClassifier();
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 10, NEVER, 1))) {
            Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);

            // When
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                outcomes.add(lane.submit(text(3)));
            }

            // Then
            assertThat(outcomes).allSatisfy(outcome -> {
                assertThat(classified(outcome).batchDocuments()).isEqualTo(10);
                assertThat(classified(outcome).prediction().label()).isEqualTo("odd");
            });
            assertThat(classifier.batches()).hasSize(1);
            assertThat(batcher.totals().meanDocuments()).isEqualTo(10);
            assertThat(batcher.totals().tokens()).isEqualTo(30);
        }
    }

    @Test
    void shouldCloseABatchWhenTheLingerEnds() {
        // Given
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 10, Duration.ofMillis(30), 2))) {
            Lane lane = batcher.lane(new FakeClassifier(), DeltaOffset.TRAINED);

            // When
            Outcome.Classified outcome = classified(lane.submit(text(4)));

            // Then
            assertThat(outcome.queueMicros()).isGreaterThanOrEqualTo(30_000);
        }
    }

    @Test
    void shouldNotWaitForTheLingerWhenFlushed() {
        // Given
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 10, NEVER, 1))) {
            Lane lane = batcher.lane(new FakeClassifier(), DeltaOffset.TRAINED);
            CompletableFuture<Outcome> before = lane.submit(text(3));

            // When
            lane.flush();

            // Then
            assertThat(classified(before).batchDocuments()).isEqualTo(1);
            CompletableFuture<Outcome> after = lane.submit(text(3));
            assertThat(after.completeOnTimeout(null, 50, TimeUnit.MILLISECONDS).join())
                    .as("a document that came after the flush")
                    .isNull();
        }
    }

    @Test
    void shouldFailOnlyTheDocumentThatBreaksItsBatch() {
        // Given
        FakeClassifier classifier = new FakeClassifier();
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(10_000, 64, NEVER, 1))) {
            Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);

            // When
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                outcomes.add(lane.submit(classifier.tokenize(i == 37 ? "some poison here" : "a good text " + i)));
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
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 1, NEVER, 1))) {
            // When
            Outcome.Classified outcome =
                    classified(batcher.lane(once, DeltaOffset.TRAINED).submit(text(3)));

            // Then
            assertThat(outcome.attempts()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotCallABrokenEngineTheDocumentsFault() {
        // Given
        FakeClassifier classifier = new FakeClassifier();
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 2, NEVER, 1))) {
            Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);
            CompletableFuture<Outcome> first = lane.submit(classifier.tokenize("fine"));

            // When
            CompletableFuture<Outcome> second = lane.submit(classifier.tokenize(FakeClassifier.CATASTROPHE));

            // Then
            assertThatThrownBy(first::join).hasCauseInstanceOf(LinkageError.class);
            assertThatThrownBy(second::join).hasCauseInstanceOf(LinkageError.class);
            CompletableFuture<Outcome> third = lane.submit(classifier.tokenize("still"));
            CompletableFuture<Outcome> fourth = lane.submit(classifier.tokenize("alive"));
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
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 1, NEVER, 1))) {
            // When
            Outcome outcome =
                    batcher.lane(forgetful, DeltaOffset.TRAINED).submit(text(3)).join();

            // Then
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.cause())
                    .hasMessage("the model gave 0 predictions for 1 documents"));
        }
    }

    @Test
    void shouldMakeSubmittersWaitWhileTheLaneIsFull() throws Exception {
        // Given
        GatedClassifier classifier = new GatedClassifier();
        MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 1, Duration.ZERO, 1));
        Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);
        AtomicInteger submitted = new AtomicInteger();
        List<CompletableFuture<Outcome>> outcomes = new CopyOnWriteArrayList<>();
        Thread submitter = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                outcomes.add(lane.submit(text(3)));
                submitted.incrementAndGet();
            }
        });

        // When
        submitter.start();
        await().until(() -> submitter.getState() == Thread.State.WAITING);

        // Then
        assertThat(submitted).as("one computed, four waiting").hasValue(5);
        classifier.gate.release();
        await().untilAtomic(submitted, value -> assertThat(value).isEqualTo(6));
        classifier.gate.release(100);
        submitter.join();
        assertThat(outcomes).hasSize(20).allSatisfy(outcome -> assertThat(outcome.join())
                .isInstanceOf(Outcome.Classified.class));
        batcher.close();
    }

    @Test
    void shouldServeTheLaneThatHasWaitedLongest() {
        // Given
        GatedClassifier busy = new GatedClassifier();
        FakeClassifier quiet = new FakeClassifier();
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 1, Duration.ZERO, 1))) {
            Lane busyLane = batcher.lane(busy, DeltaOffset.TRAINED);
            Lane quietLane = batcher.lane(quiet, DeltaOffset.TRAINED);
            CompletableFuture<Outcome> running = busyLane.submit(text(3));
            await().untilAtomic(busy.entered, value -> assertThat(value).isEqualTo(1));
            CompletableFuture<Outcome> queuedQuiet = quietLane.submit(text(3));
            List<CompletableFuture<Outcome>> queuedBusy = List.of(busyLane.submit(text(3)), busyLane.submit(text(3)));

            // When
            busy.gate.release();

            // Then
            assertThat(running.join()).isInstanceOf(Outcome.Classified.class);
            assertThat(queuedQuiet.join()).isInstanceOf(Outcome.Classified.class);
            assertThat(queuedBusy).noneMatch(CompletableFuture::isDone);
            busy.gate.release(2);
        }
    }

    @Test
    void shouldLetTheRunningBatchEndAndFailTheWaitingOnesWhenClosed() throws Exception {
        // Given
        GatedClassifier classifier = new GatedClassifier();
        MicroBatcher batcher = new MicroBatcher(new BatchPolicy(100, 1, Duration.ZERO, 1));
        Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);
        CompletableFuture<Outcome> running = lane.submit(text(3));
        await().untilAtomic(classifier.entered, value -> assertThat(value).isEqualTo(1));
        CompletableFuture<Outcome> waiting = lane.submit(text(3));

        // When
        Thread closer = new Thread(batcher::close);
        closer.start();

        // Then
        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(BatcherClosedException.class);
        assertThat(closer.isAlive()).as("waits for the running batch").isTrue();
        classifier.gate.release();
        closer.join();
        assertThat(running.join()).isInstanceOf(Outcome.Classified.class);
        assertThatThrownBy(() -> lane.submit(text(3))).isInstanceOf(BatcherClosedException.class);
    }

    @Test
    void shouldAnswerEveryDocumentOfManyThreadsOnce() throws Exception {
        // Given
        FakeClassifier classifier = new FakeClassifier();
        int threads = 6;
        int each = 3_000;
        long all = (long) threads * each;
        AtomicInteger wrong = new AtomicInteger();
        ExecutorService submitters = Executors.newFixedThreadPool(threads);

        // When
        try (MicroBatcher batcher = new MicroBatcher(new BatchPolicy(200, 32, Duration.ofMillis(1), 3))) {
            List<Lane> lanes = List.of(
                    batcher.lane(classifier, DeltaOffset.TRAINED), batcher.lane(classifier, DeltaOffset.TRAINED));
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Lane lane = lanes.get(t % 2);
                done.add(submitters.submit(() -> submitAndCheck(lane, each, wrong)));
            }
            for (Future<?> future : done) {
                future.get();
            }

            // Then
            assertThat(wrong).hasValue(0);
            assertThat(batcher.totals().documents()).isEqualTo(all);
            assertThat(classifier.batches().stream().mapToLong(List::size).sum())
                    .isEqualTo(all);
        } finally {
            submitters.shutdown();
        }
    }

    private static void submitAndCheck(Lane lane, int documents, AtomicInteger wrong) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            outcomes.add(lane.submit(text(2 + i % 50)));
            if (i % 100 == 99) {
                lane.flush();
            }
        }
        lane.flush();
        for (int i = 0; i < documents; i++) {
            if (classified(outcomes.get(i)).prediction().tokens() != 2 + i % 50) {
                wrong.incrementAndGet();
            }
        }
    }
}
