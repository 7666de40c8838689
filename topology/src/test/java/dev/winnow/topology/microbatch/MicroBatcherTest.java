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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MicroBatcherTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final long PLENTY = 1 << 20;
    private static final long RECORD_BYTES = 100;

    private static MicroBatcher batcher(int tokens, int documents, Duration linger, int workers) {
        return new MicroBatcher(new BatchPolicy(tokens, documents, linger, workers), PLENTY);
    }

    /** A text that the fake classifier turns into so many tokens, at least two. */
    private static String text(int tokens) {
        return "a ".repeat(tokens - 2);
    }

    private static CompletableFuture<Outcome> submit(Lane lane, String text) {
        return lane.submit(text, RECORD_BYTES);
    }

    private static Outcome.Classified classified(CompletableFuture<Outcome> outcome) {
        return (Outcome.Classified) outcome.join();
    }

    @Test
    void shouldBatchDocumentsOfSeveralSubmitters() {
        // Given
        FakeClassifier classifier = new FakeClassifier();
        try (MicroBatcher batcher = batcher(100, 10, NEVER, 1)) {
            Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);

            // When
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                outcomes.add(submit(lane, text(3)));
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
        try (MicroBatcher batcher = batcher(100, 10, Duration.ofMillis(30), 2)) {
            Lane lane = batcher.lane(new FakeClassifier(), DeltaOffset.TRAINED);

            // When
            Outcome.Classified outcome = classified(submit(lane, text(4)));

            // Then
            assertThat(outcome.queueMicros()).isGreaterThanOrEqualTo(30_000);
        }
    }

    @Test
    void shouldNotWaitForTheLingerWhenFlushed() {
        // Given
        try (MicroBatcher batcher = batcher(100, 10, NEVER, 1)) {
            Lane lane = batcher.lane(new FakeClassifier(), DeltaOffset.TRAINED);
            CompletableFuture<Outcome> before = submit(lane, text(3));

            // When
            lane.flush();

            // Then
            assertThat(classified(before).batchDocuments()).isEqualTo(1);
            CompletableFuture<Outcome> after = submit(lane, text(3));
            assertThat(after.completeOnTimeout(null, 50, TimeUnit.MILLISECONDS).join())
                    .as("a document that came after the flush")
                    .isNull();
        }
    }

    @Test
    void shouldMakeBatchesOfASlowModelSmaller() {
        // Given: a clock on which every token takes the engine 0.1 s
        AtomicLong nanos = new AtomicLong();
        FakeClassifier slow = new FakeClassifier() {
            @Override
            public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
                long tokens =
                        documents.stream().mapToLong(TokenizedText::length).sum();
                nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100 * tokens));
                return super.classify(documents, offset);
            }
        };
        BatchPolicy policy = new BatchPolicy(1_000, 100, Duration.ZERO, 1);
        try (MicroBatcher batcher = new MicroBatcher(policy, PLENTY, nanos::get)) {
            Lane lane = batcher.lane(slow, DeltaOffset.TRAINED);
            submit(lane, text(10)).join();

            // When
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                outcomes.add(submit(lane, text(4)));
            }

            // Then
            assertThat(outcomes).allSatisfy(outcome -> {
                assertThat(classified(outcome).batchDocuments()).isLessThanOrEqualTo(2);
                assertThat(classified(outcome).engineMicros()).isLessThanOrEqualTo(1_000_000);
            });
        }
    }

    @Test
    void shouldServeTheLaneThatHasWaitedLongest() {
        // Given
        GatedClassifier busy = GatedClassifier.withGatedEngine();
        FakeClassifier quiet = new FakeClassifier();
        try (MicroBatcher batcher = batcher(100, 1, Duration.ZERO, 1)) {
            Lane busyLane = batcher.lane(busy, DeltaOffset.TRAINED);
            Lane quietLane = batcher.lane(quiet, DeltaOffset.TRAINED);
            CompletableFuture<Outcome> running = submit(busyLane, text(3));
            await().untilAtomic(busy.entered, value -> assertThat(value).isEqualTo(1));
            CompletableFuture<Outcome> queuedQuiet = submit(quietLane, text(3));
            List<CompletableFuture<Outcome>> queuedBusy = List.of(submit(busyLane, text(3)), submit(busyLane, text(3)));

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
        GatedClassifier classifier = GatedClassifier.withGatedEngine();
        MicroBatcher batcher = batcher(100, 1, Duration.ZERO, 1);
        Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);
        CompletableFuture<Outcome> running = submit(lane, text(3));
        await().untilAtomic(classifier.entered, value -> assertThat(value).isEqualTo(1));
        CompletableFuture<Outcome> waiting = submit(lane, text(3));

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
        assertThatThrownBy(() -> submit(lane, text(3))).isInstanceOf(BatcherClosedException.class);
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
        try (MicroBatcher batcher = batcher(200, 32, Duration.ofMillis(1), 3)) {
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
            outcomes.add(submit(lane, text(2 + i % 50)));
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
