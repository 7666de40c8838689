package dev.winnow.ops.bench.control;

import dev.winnow.ops.simulate.ArrivalRates;
import dev.winnow.ops.simulate.Arrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** The moments at which documents come, in seconds from the start of a run, and the same for every contender. */
final class Schedule {

    private final double[] seconds;
    private final OptionalDouble relief;
    private final List<Interval> peaks;

    /** From one second to another. */
    record Interval(double from, double to) {}

    private Schedule(double[] seconds, OptionalDouble relief, List<Interval> peaks) {
        this.seconds = seconds;
        this.relief = relief;
        this.peaks = peaks;
    }

    /** All at once. */
    static Schedule atOnce(int documents) {
        return new Schedule(new double[documents], OptionalDouble.empty(), List.of());
    }

    /**
     * Poisson arrivals.
     *
     * @param relief second after which the full encoder could serve the load again
     * @param seed one seed, one schedule
     */
    static Schedule poisson(ArrivalRates rates, OptionalDouble relief, long seed) {
        Arrivals.Moments moments = rates.moments(new SplittableRandom(seed));
        double[] seconds = DoubleStream.iterate(
                        moments.next(), moment -> moment < Double.POSITIVE_INFINITY, moment -> moments.next())
                .toArray();
        return new Schedule(seconds, relief, peaks(rates));
    }

    private static List<Interval> peaks(ArrivalRates rates) {
        List<Interval> peaks = new ArrayList<>();
        double from = 0;
        for (ArrivalRates.Piece piece : rates.pieces()) {
            if (piece.rate() > rates.meanRate()) {
                peaks.add(new Interval(from, from + piece.seconds()));
            }
            from += piece.seconds();
        }
        return peaks;
    }

    int documents() {
        return seconds.length;
    }

    double second(int document) {
        return seconds[document];
    }

    double[] seconds() {
        return seconds.clone();
    }

    OptionalDouble relief() {
        return relief;
    }

    /** When more documents come than on average. */
    List<Interval> peaks() {
        return List.copyOf(peaks);
    }
}
