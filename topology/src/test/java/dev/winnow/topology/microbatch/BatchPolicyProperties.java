package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.microbatch.BatchPolicy.Decision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BatchPolicyProperties {

    private static final long MILLISECOND = 1_000_000;

    private record Doc(int number, int tokens, long arrivedNanos) implements Waiting {}

    /** A batch, and the queue and the moment it was taken from. */
    private record Taken(List<Doc> documents, int queuedDocuments, long queuedTokens, long nanos, boolean urgent) {
        long tokens() {
            return documents.stream().mapToLong(Doc::tokens).sum();
        }
    }

    @Provide
    Arbitrary<BatchPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 600),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.integers().between(1, 4))
                .as((tokens, documents, linger, workers) ->
                        new BatchPolicy(tokens, documents, Duration.ofMillis(linger), workers));
    }

    @Provide
    Arbitrary<List<Doc>> arrivals() {
        Arbitrary<int[]> gapAndTokens = Combinators.combine(
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(1, 700))
                .as((gap, tokens) -> new int[] {gap, tokens});
        return gapAndTokens.list().ofMaxSize(120).map(pairs -> {
            List<Doc> documents = new ArrayList<>();
            long now = 0;
            for (int[] pair : pairs) {
                now += pair[0] * MILLISECOND;
                documents.add(new Doc(documents.size(), pair[1], now));
            }
            return documents;
        });
    }

    @Property
    void shouldNeverGoOverBudgetExceptForASingleLongDocument(
            @ForAll("policies") BatchPolicy policy,
            @ForAll("arrivals") List<Doc> documents,
            @ForAll @IntRange(min = 1, max = 40) int commitEvery) {
        for (Taken batch : simulate(policy, documents, commitEvery)) {
            assertThat(batch.documents()).hasSizeBetween(1, policy.documents());
            assertThat(batch.tokens() <= policy.tokens() || batch.documents().size() == 1)
                    .as(
                            "%d tokens in %d documents",
                            batch.tokens(), batch.documents().size())
                    .isTrue();
        }
    }

    @Property
    void shouldKeepOrderAndLoseOrDoubleNothing(
            @ForAll("policies") BatchPolicy policy,
            @ForAll("arrivals") List<Doc> documents,
            @ForAll @IntRange(min = 1, max = 40) int commitEvery) {
        List<Doc> taken = new ArrayList<>();

        simulate(policy, documents, commitEvery).forEach(batch -> taken.addAll(batch.documents()));

        assertThat(taken).isEqualTo(documents);
    }

    @Property
    void shouldCloseEarlyOnlyWhenFullAndLateNever(
            @ForAll("policies") BatchPolicy policy, @ForAll("arrivals") List<Doc> documents) {
        for (Taken batch : simulate(policy, documents, Integer.MAX_VALUE)) {
            long waited = batch.nanos() - batch.documents().get(0).arrivedNanos();
            boolean nothingCouldJoin =
                    batch.queuedTokens() >= policy.tokens() || batch.queuedDocuments() >= policy.documents();

            assertThat(waited).isLessThanOrEqualTo(policy.linger().toNanos());
            assertThat(nothingCouldJoin || waited == policy.linger().toNanos()).isTrue();
        }
    }

    /** A full queue gives its batch all that fits, another one a share for each worker, as an urgent one does. */
    @Property
    void shouldTakeAsManyAsFitTheBudgetOrTheShare(
            @ForAll("policies") BatchPolicy policy, @ForAll("arrivals") List<Doc> documents) {
        Deque<Doc> queue = new ArrayDeque<>(documents);
        long end = Long.MAX_VALUE / 2;

        while (policy.next(queue, end, false) instanceof Decision.Close close) {
            long queued = queue.stream().mapToLong(Doc::tokens).sum();
            boolean full = queued >= policy.tokens() || queue.size() >= policy.documents();
            Decision urgent = policy.next(queue, end, true);
            long tokens = 0;
            for (int d = 0; d < close.documents(); d++) {
                tokens += queue.remove().tokens();
            }
            boolean oneMoreFits = !queue.isEmpty()
                    && close.documents() < policy.documents()
                    && tokens + queue.element().tokens() <= policy.tokens();
            assertThat(full ? !oneMoreFits : close.equals(urgent)).isTrue();
        }

        assertThat(queue).isEmpty();
    }

    @Property
    void shouldNeverMakeAnUrgentQueueWait(
            @ForAll("policies") BatchPolicy policy, @ForAll("arrivals") List<Doc> documents) {
        Decision decision = policy.next(documents, 0, true);

        assertThat(decision).isInstanceOf(documents.isEmpty() ? Decision.Idle.class : Decision.Close.class);
    }

    /**
     * A worker that computes in no time, asked after every arrival and whenever it wanted to be asked again, on a clock
     * of numbers. Every {@code commitEvery} arrivals a commit makes the queue urgent.
     */
    private static List<Taken> simulate(BatchPolicy policy, List<Doc> documents, int commitEvery) {
        List<Taken> batches = new ArrayList<>();
        Deque<Doc> queue = new ArrayDeque<>();
        for (Doc document : documents) {
            runUntil(document.arrivedNanos(), policy, queue, batches);
            queue.add(document);
            takeDue(policy, queue, document.arrivedNanos(), (document.number() + 1) % commitEvery == 0, batches);
        }
        runUntil(Long.MAX_VALUE / 2, policy, queue, batches);
        return batches;
    }

    private static void runUntil(long end, BatchPolicy policy, Deque<Doc> queue, List<Taken> batches) {
        while (!queue.isEmpty()) {
            long asked = queue.peekLast().arrivedNanos();
            Decision decision = policy.next(queue, asked, false);
            long due = decision instanceof Decision.Linger linger ? asked + linger.nanos() : asked;
            if (due >= end) {
                return;
            }
            takeDue(policy, queue, due, false, batches);
        }
    }

    private static void takeDue(BatchPolicy policy, Deque<Doc> queue, long now, boolean urgent, List<Taken> batches) {
        while (policy.next(queue, now, urgent) instanceof Decision.Close close) {
            int queued = queue.size();
            long tokens = queue.stream().mapToLong(Doc::tokens).sum();
            List<Doc> batch = new ArrayList<>();
            for (int d = 0; d < close.documents(); d++) {
                batch.add(queue.remove());
            }
            batches.add(new Taken(batch, queued, tokens, now, urgent));
        }
    }
}
