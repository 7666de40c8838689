package dev.winnow.ops.simulate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Documents that came at these moments, recorded from a real load. */
public final class ArrivalTimes implements Arrivals {

    private final double[] seconds;
    private final double part;

    /** @param seconds moments from the start of the record, in any order */
    public ArrivalTimes(double[] seconds) {
        this(sorted(seconds), 1);
    }

    private ArrivalTimes(double[] seconds, double part) {
        this.seconds = seconds;
        this.part = part;
    }

    private static double[] sorted(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || !(sorted[0] >= 0 && sorted[sorted.length - 1] < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a record of arrivals holds moments of 0 s and later");
        }
        return sorted;
    }

    @Override
    public double seconds() {
        return Math.max(1, seconds[seconds.length - 1]);
    }

    @Override
    public double meanRate() {
        return seconds.length * part / seconds();
    }

    @Override
    public Arrivals share(double further) {
        return new ArrivalTimes(seconds, part * further);
    }

    /** Of several instances one gets a document or does not, as its key falls: by chance. */
    @Override
    public Moments moments(RandomGenerator random) {
        return new Moments() {
            private int index;

            @Override
            public double next() {
                while (index < seconds.length && part < 1 && random.nextDouble() >= part) {
                    index++;
                }
                return index < seconds.length ? seconds[index++] : Double.POSITIVE_INFINITY;
            }
        };
    }
}
