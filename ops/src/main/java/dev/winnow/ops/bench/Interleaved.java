package dev.winnow.ops.bench;

import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Times candidates in turn, A B C A B C …, so that a machine that slows down for a while slows all of them.
 *
 * <p>Every ratio that Winnow publishes comes out of one such run.
 */
final class Interleaved {
    private final Map<String, Runnable> candidates = new LinkedHashMap<>();
    private final LongSupplier clock;

    /** Takes the time that passes. */
    Interleaved() {
        this(System::nanoTime);
    }

    /** Takes the time by a clock of nanoseconds. */
    Interleaved(LongSupplier clock) {
        this.clock = clock;
    }

    /** Hears of every run before it begins. */
    interface Heard {

        /** So many of so many runs are done, and this candidate comes next. */
        void next(long done, long total, String name);
    }

    Interleaved add(String name, Runnable run) {
        candidates.put(name, run);
        return this;
    }

    /** One warm-up and then {@code rounds} timed runs of each. */
    Map<String, Spread> run(int rounds, Heard progress) {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        long done = 0;
        long total = (rounds + 1L) * candidates.size();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Runnable> candidate : candidates.entrySet()) {
                progress.next(done++, total, candidate.getKey());
                long start = clock.getAsLong();
                candidate.getValue().run();
                double elapsed = (clock.getAsLong() - start) / 1e9;
                if (round > 0) {
                    seconds.computeIfAbsent(candidate.getKey(), name -> new ArrayList<>())
                            .add(elapsed);
                }
            }
        }
        progress.next(total, total, "");
        Map<String, Spread> timings = new LinkedHashMap<>();
        seconds.forEach((name, values) -> timings.put(name, Spread.of(values)));
        return timings;
    }
}
