package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.FakeClassifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches of one document, one worker, an engine that is let to work batch by batch on a clock that stands still. */
@Timeout(60)
class BackPressureTest {

    private static final BatchPolicy ONE_BY_ONE = new BatchPolicy(100, 1, Duration.ZERO, 1);
    private static final int SMALL = 400;
    private static final int BYTES = 1_000;

    private final GatedClassifier classifier = GatedClassifier.withGatedEngine();
    private final MicroBatcher batcher = new MicroBatcher(ONE_BY_ONE, BYTES, () -> 0);
    private final Lane lane = batcher.lane(classifier, DeltaOffset.TRAINED);
    private final List<CompletableFuture<Outcome>> outcomes = new CopyOnWriteArrayList<>();

    private Thread submitting(String text, int recordBytes) {
        Thread submitter = new Thread(() -> outcomes.add(lane.submit(text, recordBytes)));
        submitter.start();
        return submitter;
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private void finish() {
        classifier.gate.release(1_000);
        outcomes.forEach(CompletableFuture::join);
        batcher.close();
    }

    @Test
    void shouldMakeSubmittersWaitWhileTooManyDocumentsWait() throws Exception {
        // Given
        AtomicInteger submitted = new AtomicInteger();
        Thread submitter = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                outcomes.add(lane.submit("a", 1));
                submitted.incrementAndGet();
            }
        });

        // When
        submitter.start();
        await().untilAtomic(submitted, value -> assertThat(value).isEqualTo(9));
        awaitWaiting(submitter);

        // Then
        assertThat(submitted).as("one computed, eight waiting").hasValue(9);
        classifier.gate.release();
        await().untilAtomic(submitted, value -> assertThat(value).isEqualTo(10));
        classifier.gate.release(100);
        submitter.join();
        assertThat(outcomes).hasSize(20).allSatisfy(outcome -> assertThat(outcome.join())
                .isInstanceOf(Outcome.Classified.class));
        finish();
    }

    @Test
    void shouldHoldTheRecordOfADocumentInTheEngineAgainstTheBytes() throws Exception {
        // Given
        outcomes.add(lane.submit("a", SMALL));
        outcomes.add(lane.submit("b", SMALL));
        await().untilAtomic(classifier.entered, value -> assertThat(value).isEqualTo(1));

        // When
        Thread third = submitting("c", SMALL);
        awaitWaiting(third);

        // Then
        assertThat(outcomes).as("one in the engine, one waiting").hasSize(2);
        classifier.gate.release();
        third.join();
        assertThat(outcomes).hasSize(3);
        finish();
    }

    @Test
    void shouldForgetATextThatIsTokenized() {
        // Given
        String text = "x".repeat(BYTES / 2 - SMALL / 2);
        outcomes.add(lane.submit(text, SMALL));
        await().untilAtomic(classifier.entered, value -> assertThat(value).isEqualTo(1));

        // When
        outcomes.add(lane.submit("", BYTES - SMALL));

        // Then
        assertThat(outcomes).hasSize(2);
        finish();
    }

    @Test
    void shouldNotLetSmallDocumentsOvertakeALargeOne() throws Exception {
        // Given
        outcomes.add(lane.submit("first", SMALL));
        Thread large = submitting("a larger one", 5 * BYTES);
        awaitWaiting(large);

        // When
        Thread small = submitting("a small one indeed", SMALL);
        awaitWaiting(small);

        // Then
        classifier.gate.release();
        large.join();
        awaitWaiting(small);
        classifier.gate.release();
        small.join();
        finish();
        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> assertThat(outcome.join())
                .isInstanceOf(Outcome.Classified.class));
        assertThat(classifier.batches())
                .extracting(batch -> batch.get(0).length())
                .as("tokens in the order of their batches")
                .containsExactly(3, 5, 6);
    }

    @Test
    void shouldKeepSpaceForAQuietLaneBesideABusyOne() throws Exception {
        // Given
        outcomes.add(lane.submit("a", SMALL));
        outcomes.add(lane.submit("b", SMALL));
        Thread third = submitting("c", SMALL);
        awaitWaiting(third);
        Lane quiet = batcher.lane(new FakeClassifier(), DeltaOffset.TRAINED);

        // When
        CompletableFuture<Outcome> outcome = quiet.submit("d", SMALL);

        // Then: the clock stands still, and any of the documents may be the oldest
        classifier.gate.release(3);
        assertThat(outcome.join()).isInstanceOf(Outcome.Classified.class);
        third.join();
        finish();
    }

    @Test
    void shouldNotLingerForCompanyThatWaitsForSpace() throws Exception {
        // Given
        GatedClassifier open = GatedClassifier.withGatedEngine();
        open.gate.release(100);
        BatchPolicy patient = new BatchPolicy(100, 10, Duration.ofHours(1), 1);
        try (MicroBatcher patientBatcher = new MicroBatcher(patient, BYTES, () -> 0)) {
            Lane patientLane = patientBatcher.lane(open, DeltaOffset.TRAINED);
            CompletableFuture<Outcome> first = patientLane.submit("a", SMALL);
            CompletableFuture<Outcome> second = patientLane.submit("b", SMALL);

            // When
            outcomes.add(patientLane.submit("c", SMALL));

            // Then
            assertThat(first.join()).isInstanceOf(Outcome.Classified.class);
            assertThat(second.join()).isInstanceOf(Outcome.Classified.class);
        }
    }
}
