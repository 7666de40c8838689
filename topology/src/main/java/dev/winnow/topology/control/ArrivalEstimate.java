package dev.winnow.topology.control;

/**
 * The arrival rate behind noisy counts. Small deviations are averaged, large ones are believed at once, because waiting for
 * an average to follow a step costs seconds of overload:
 *
 * <pre>
 * σ = max(√(rate·period + 1) ÷ period, 1.25 deviation)
 * w = |count − rate| &gt; 4 σ ? 1 : max(clamp(rate·period ÷ 200, 0.05, 0.5), 1 ÷ counts since the last jump)
 * rate      ← rate + w (count − rate)
 * deviation ← deviation + 0.1 (min(|count − rate|, 4 σ) − deviation)
 * </pre>
 *
 * The first term of σ is that of Poisson arrivals, the second learns those that come in lumps (as the variance of round trips
 * is learnt in Jacobson, Congestion Avoidance and Control, 1988). The weight takes some 400 documents into the average, for an
 * error of about 5 %; right after a jump it is that of a plain mean.
 *
 * @param rate documents a second
 * @param counts that are in it since it jumped last
 * @param deviation mean absolute deviation of the counts, documents a second
 */
public record ArrivalEstimate(double rate, int counts, double deviation) {

    private static final double SURPRISE = 4;
    private static final double BROKER_SECONDS = 2;
    private static final double SIGMA_OF_DEVIATION = 1.25;
    private static final double DOCUMENTS = 200;
    private static final double LEAST_WEIGHT = 0.05;
    private static final int MOST_COUNTS = (int) (1 / LEAST_WEIGHT);
    private static final double MOST_WEIGHT = 0.5;
    private static final double DEVIATION_WEIGHT = 0.1;

    static final ArrivalEstimate NONE = new ArrivalEstimate(0, 0, 0);

    /**
     * The estimate one period later, from a count that may be the broker's: a mean over a second, and up to a second old. For so
     * long after a jump it says too little of what comes, and a rise that has begun would stop.
     *
     * @param broker whether it is
     */
    ArrivalEstimate after(double count, double seconds, boolean broker) {
        boolean tooOld = broker && counts * seconds < BROKER_SECONDS && count < rate;
        return tooOld ? new ArrivalEstimate(rate, counts + 1, deviation) : after(count, seconds);
    }

    /**
     * The estimate one period later.
     *
     * @param count documents a second in the period
     * @param seconds its length
     */
    ArrivalEstimate after(double count, double seconds) {
        double away = Math.abs(count - rate);
        double bound = SURPRISE * Math.max(Math.sqrt(rate * seconds + 1) / seconds, SIGMA_OF_DEVIATION * deviation);
        int taken = away > bound ? 1 : Math.min(counts + 1, MOST_COUNTS);
        double averaging = Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, rate * seconds / DOCUMENTS));
        double weight = Math.max(averaging, 1.0 / taken);
        double learnt = deviation + DEVIATION_WEIGHT * (Math.min(away, bound) - deviation);
        return new ArrivalEstimate(rate + weight * (count - rate), taken, learnt);
    }
}
