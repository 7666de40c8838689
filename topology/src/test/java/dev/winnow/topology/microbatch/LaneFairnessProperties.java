package dev.winnow.topology.microbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Three lanes, one worker, a clock of numbers. The first lane is flushed after every document, as if its tasks committed all
 * the time.
 */
class LaneFairnessProperties {

    private static final int LANES = 3;
    private static final int BUDGET = 100;
    private static final long LINGER = 50;
    private static final BatchPolicy POLICY = new BatchPolicy(BUDGET, 1_000, Duration.ofNanos(LINGER), 1);

    /** A document to come; it takes the engine as many nanoseconds as it has tokens. */
    private record Arrival(int lane, int tokens, long nanos) {}

    /** A batch that was computed: documents from..to of its lane, by their numbers. */
    private record Served(int lane, long from, long to, long nanos) {}

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<int[]> parts = Combinators.combine(
                        Arbitraries.integers().between(0, LANES - 1),
                        Arbitraries.integers().between(1, BUDGET),
                        Arbitraries.integers().between(0, 40))
                .as((lane, tokens, gap) -> new int[] {lane, tokens, gap});
        return parts.list().ofMinSize(1).ofMaxSize(150).map(all -> {
            List<Arrival> arrivals = new ArrayList<>();
            long now = 0;
            for (int[] part : all) {
                now += 1 + part[2];
                arrivals.add(new Arrival(part[0], part[1], now));
            }
            return arrivals;
        });
    }

    /**
     * Once a document is due, another lane may overtake it with the rest of one batch whose head is older, and with no more
     * than that, however often it is flushed.
     */
    @Property
    void shouldOvertakeADueDocumentWithAtMostOneBatchOfEachOtherLane(@ForAll("arrivals") List<Arrival> arrivals) {
        List<Served> served = serve(arrivals);

        for (int lane = 0; lane < LANES; lane++) {
            List<Arrival> own = of(arrivals, lane);
            for (int d = 0; d < own.size(); d++) {
                Arrival document = own.get(d);
                long start = startOf(served, lane, d + 1);
                long due = document.nanos() + LINGER;
                for (int other = 0; other < LANES; other++) {
                    if (other != lane) {
                        assertThat(overtaking(of(arrivals, other), served, other, document.nanos(), due, start))
                                .isLessThanOrEqualTo(BUDGET);
                    }
                }
            }
        }
    }

    @Property
    void shouldServeEveryDocumentOnceInTheOrderOfItsLane(@ForAll("arrivals") List<Arrival> arrivals) {
        List<Served> served = serve(arrivals);

        for (int lane = 0; lane < LANES; lane++) {
            long next = 1;
            for (Served batch : served) {
                if (batch.lane() == lane) {
                    assertThat(batch.from()).isEqualTo(next);
                    next = batch.to() + 1;
                }
            }
            assertThat(next - 1).isEqualTo(of(arrivals, lane).size());
        }
    }

    /** Tokens of documents that came after {@code arrived} and were computed in batches begun from due to start. */
    private static long overtaking(
            List<Arrival> documents, List<Served> served, int lane, long arrived, long due, long start) {
        long tokens = 0;
        for (Served batch : served) {
            if (batch.lane() == lane && batch.nanos() >= due && batch.nanos() < start) {
                for (long number = batch.from(); number <= batch.to(); number++) {
                    Arrival document = documents.get((int) number - 1);
                    tokens += document.nanos() > arrived ? document.tokens() : 0;
                }
            }
        }
        return tokens;
    }

    private static long startOf(List<Served> served, int lane, long number) {
        return served.stream()
                .filter(batch -> batch.lane() == lane && batch.from() <= number && number <= batch.to())
                .mapToLong(Served::nanos)
                .findFirst()
                .orElseThrow();
    }

    private static List<Arrival> of(List<Arrival> arrivals, int lane) {
        return arrivals.stream().filter(arrival -> arrival.lane() == lane).toList();
    }

    private static List<Served> serve(List<Arrival> arrivals) {
        List<Lane> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(new Lane(null, null, DeltaOffset.TRAINED, false, BatchObserver.NONE));
        }
        List<Served> served = new ArrayList<>();
        int arrived = 0;
        long now = 0;
        while (true) {
            for (; arrived < arrivals.size() && arrivals.get(arrived).nanos() <= now; arrived++) {
                arrive(lanes, arrivals.get(arrived));
            }
            Turn turn = Turn.next(lanes, POLICY, now);
            long next = arrived < arrivals.size() ? arrivals.get(arrived).nanos() : Long.MAX_VALUE;
            if (turn instanceof Turn.Serve serve) {
                List<QueuedDocument> batch = serve.lane().take(serve.documents());
                served.add(new Served(
                        lanes.indexOf(serve.lane()),
                        batch.get(0).number(),
                        batch.get(batch.size() - 1).number(),
                        now));
                now += batch.stream().mapToLong(QueuedDocument::tokens).sum();
            } else if (turn instanceof Turn.Wait wait && (wait.nanos() < Long.MAX_VALUE || next < Long.MAX_VALUE)) {
                now = Math.min(next, wait.nanos() < Long.MAX_VALUE ? now + wait.nanos() : Long.MAX_VALUE);
            } else {
                return served;
            }
        }
    }

    private static void arrive(List<Lane> lanes, Arrival arrival) {
        Lane lane = lanes.get(arrival.lane());
        SubmittedText text = lane.add(new Submission("", 1), arrival.nanos());
        lane.tokenized(text, new TokenizedText(new long[arrival.tokens()], false));
        if (arrival.lane() == 0) {
            lane.urge();
        }
    }
}
