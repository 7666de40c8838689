package dev.winnow.ops.simulate;

import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Finds how many equal instances a load needs. Documents are spread evenly by their keys, so one instance with its share
 * stands for all, and a load of millions of documents a second costs no more to simulate than that of one machine.
 */
public final class Sizing {

    /** One in a hundred results may be late: the objective is one of the 99th percentile. */
    private static final double LATE = 0.01;

    private static final long MOST_TIMES = 1_000;
    private static final long PRECISION = 100;

    private Sizing() {}

    /**
     * The least number of instances that hold the objective, to 1 %. More instances are never worse, so it doubles until enough
     * do and then halves the interval.
     *
     * @param start no fewer are thought of, at least 1
     * @param simulate the result of one of so many instances
     * @return empty where the objective is missed however little each instance has to do
     */
    public static OptionalLong instances(long start, LongFunction<SimulationResult> simulate) {
        long enough = start;
        long tooFew = start - 1;
        while (!holds(simulate.apply(enough))) {
            if (enough > MOST_TIMES * start) {
                return OptionalLong.empty();
            }
            tooFew = enough;
            enough *= 2;
        }
        while (tooFew + 1 < enough && (enough - tooFew) * PRECISION > enough) {
            long middle = (tooFew + enough) / 2;
            if (holds(simulate.apply(middle))) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    private static boolean holds(SimulationResult result) {
        return result.sloViolationRatio() <= LATE;
    }
}
