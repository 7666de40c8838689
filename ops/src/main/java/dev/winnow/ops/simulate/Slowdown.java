package dev.winnow.ops.simulate;

/**
 * How much longer calls of the engine take in a stream than alone: {@code factor = atRest + perArrival · arrivals}. Clients,
 * tokenizers and whatever else shares the cores take their time just when most documents come. Without it a simulated batch would
 * take as long under load as alone.
 *
 * <p>Rejected: the processor time of everything but the engine, taken off its cores. That work comes in smaller pieces, and costs
 * more, while cores are free, and gives way when they are not: a p99 of 1.5 s was predicted where 0.7 s was measured.
 *
 * @param atRest times as long without arrivals
 * @param perArrival more times for every document a second
 */
public record Slowdown(double atRest, double perArrival) {

    /** Calls take as long as alone. */
    public static final Slowdown NONE = new Slowdown(1, 0);

    /**
     * How much longer calls took while so many documents came.
     *
     * @param arrivalsPerSecond of the documents
     * @param factor times as long as alone
     */
    public record Measured(double arrivalsPerSecond, double factor) {}

    public Slowdown {
        if (!(atRest > 0 && atRest < Double.POSITIVE_INFINITY)
                || !(perArrival >= 0 && perArrival < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("calls take some time, and no less with more arrivals");
        }
    }

    /** The line through two loads; flat through the heavier one where calls took no longer in it. */
    public static Slowdown through(Measured light, Measured heavy) {
        double slope = (heavy.factor() - light.factor()) / (heavy.arrivalsPerSecond() - light.arrivalsPerSecond());
        double atRest = light.factor() - slope * light.arrivalsPerSecond();
        return slope > 0 && atRest > 0 ? new Slowdown(atRest, slope) : new Slowdown(heavy.factor(), 0);
    }

    /** Times as long as alone. */
    public double factor(double arrivalsPerSecond) {
        return atRest + perArrival * arrivalsPerSecond;
    }
}
