package dev.winnow.topology.control;

/**
 * What the controller remembers between two samples.
 *
 * @param arrivals the load
 * @param capacity what the instance could serve at -1
 * @param previousOffset offset of the sample before; NaN before the first
 * @param steadyPeriods samples in a row with one offset: a micro-batch that began before a change shows the cost before it
 * @param queued whether a queue waited at the end of it
 * @param quiet how long the offset has been faster than it need be
 * @param strainedSeconds how long the fastest allowed offset has been too slow
 */
public record ControllerState(
        ArrivalEstimate arrivals,
        CapacityEstimate capacity,
        double previousOffset,
        int steadyPeriods,
        boolean queued,
        QuietTime quiet,
        double strainedSeconds) {

    private static final int STEADY = 2;

    /** Before the first sample. */
    public static final ControllerState START = new ControllerState(
            ArrivalEstimate.NONE, CapacityEstimate.UNKNOWN, Double.NaN, 0, false, QuietTime.NONE, 0);

    /**
     * The state with what a sample says of load and capacity.
     *
     * @param ratio calibrated speed of the offset that it was taken at
     * @param underWay seconds of arrivals that wait without being a queue
     */
    ControllerState learnt(LoadSample sample, double ratio, double underWay) {
        double offset = sample.offset().value();
        int steady = offset == previousOffset ? steadyPeriods + 1 : 1;
        boolean telling = steady >= STEADY || !capacity.isKnown();
        ArrivalEstimate nowArrivals = arrivals.after(sample.arrivalsPerSecond(), sample.periodSeconds());
        double most = Math.max(nowArrivals.rate() * underWay, sample.servedPerSecond() * sample.periodSeconds());
        boolean nowQueued = sample.backlog() > most;
        return new ControllerState(
                nowArrivals,
                telling ? capacity.after(sample, ratio, queued && nowQueued) : capacity,
                offset,
                steady,
                nowQueued,
                quiet,
                strainedSeconds);
    }

    ControllerState with(QuietTime nowQuiet, double nowStrainedSeconds) {
        return new ControllerState(
                arrivals, capacity, previousOffset, steadyPeriods, queued, nowQuiet, nowStrainedSeconds);
    }
}
