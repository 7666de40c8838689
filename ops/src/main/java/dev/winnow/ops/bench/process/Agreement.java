package dev.winnow.ops.bench.process;

import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Documents a second inside and outside, by each of two clocks.
 *
 * @param processor by processor time: of the thread that computes inside, of all threads outside
 * @param wall by the time that passes
 */
public record Agreement(Clock processor, Clock wall) {
    /** How far the two may be apart. */
    public static final double WITHIN = 0.1;

    /**
     * By one clock.
     *
     * @param inside documents a second in this process
     * @param outside documents a second by whole processes, start-up taken out
     * @param ratio of {@code outside} to {@code inside}, round by round
     */
    public record Clock(Spread inside, Spread outside, Spread ratio) {}

    /** Costs of a document by round. */
    static Agreement of(List<Cost> inside, List<Cost> outside) {
        return new Agreement(clock(inside, outside, Cost::processor), clock(inside, outside, Cost::wall));
    }

    private static Clock clock(List<Cost> inside, List<Cost> outside, ToDoubleFunction<Cost> seconds) {
        List<Double> insideRates = rates(inside, seconds);
        List<Double> outsideRates = rates(outside, seconds);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < inside.size(); round++) {
            ratios.add(outsideRates.get(round) / insideRates.get(round));
        }
        return new Clock(Spread.of(insideRates), Spread.of(outsideRates), Spread.of(ratios));
    }

    private static List<Double> rates(List<Cost> costs, ToDoubleFunction<Cost> seconds) {
        return costs.stream().map(cost -> 1 / seconds.applyAsDouble(cost)).toList();
    }

    /** Whether the two agree by processor time, which does not count what else runs on the machine. */
    public boolean holds() {
        return Math.abs(processor.ratio().median() - 1) <= WITHIN;
    }
}
