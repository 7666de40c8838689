package dev.winnow.ops.simulate;

import java.util.function.LongFunction;

/**
 * Finds how many equal instances a load needs. Documents are spread evenly by their keys, so one instance with its share
 * stands for all, and a load of millions of documents a second costs no more to simulate than that of one machine.
 */
public final class Sizing {

    /** One in a hundred results may be late: the objective is one of the 99th percentile. */
    private static final double LATE = 0.01;

    private Sizing() {}

    /**
     * The least number of instances that hold the objective. More instances are never worse, so it doubles until one does and
     * then halves the interval.
     *
     * @param start a number to start from, at least 1; one that is far too small costs time
     * @param simulate the result of one of so many instances
     */
    public static long instances(long start, LongFunction<SimulationResult> simulate) {
        long enough = start;
        long tooFew = 0;
        while (!holds(simulate.apply(enough))) {
            tooFew = enough;
            enough *= 2;
        }
        while (tooFew + 1 < enough && (enough - tooFew) * 100 > enough) {
            long middle = (tooFew + enough) / 2;
            if (holds(simulate.apply(middle))) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static boolean holds(SimulationResult result) {
        return result.sloViolationRatio() <= LATE;
    }
}
