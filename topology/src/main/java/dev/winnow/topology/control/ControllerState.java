package dev.winnow.topology.control;

/**
 * What the controller remembers between two samples.
 *
 * @param arrivals the load
 * @param capacity what the instance could serve at -1
 * @param previousRatio calibrated speed of the offset of the sample before; NaN before the first
 * @param steadyPeriods samples in a row with about one speed: a micro-batch that began before a change shows the cost before it.
 *     About, because an offset that moves by little from period to period would keep the controller from learning where it is
 * @param queued whether a queue waited at the end of it
 * @param quiet how long the offset has been faster than it need be
 * @param strainedSeconds how long the fastest allowed offset has been too slow
 */
public record ControllerState(
        ArrivalEstimate arrivals,
        CapacityEstimate capacity,
        double previousRatio,
        int steadyPeriods,
        boolean queued,
        QuietTime quiet,
        double strainedSeconds) {

    private static final int STEADY = 2;
    private static final double SAME_SPEED = 0.05;

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
        int steady = Math.abs(ratio - previousRatio) < SAME_SPEED * ratio ? steadyPeriods + 1 : 1;
        boolean telling = steady >= STEADY || !capacity.isKnown();
        ArrivalEstimate nowArrivals =
                arrivals.after(sample.arrivalsPerSecond(), sample.periodSeconds(), sample.unread() > 0);
        double most = Math.max(nowArrivals.rate() * underWay, sample.servedPerSecond() * sample.periodSeconds());
        boolean nowQueued = sample.backlog() > most;
        return new ControllerState(
                nowArrivals,
                telling ? capacity.after(sample, ratio, queued && nowQueued) : capacity,
                ratio,
                steady,
                nowQueued,
                quiet,
                strainedSeconds);
    }

    ControllerState with(QuietTime nowQuiet, double nowStrainedSeconds) {
        return new ControllerState(
                arrivals, capacity, previousRatio, steadyPeriods, queued, nowQuiet, nowStrainedSeconds);
    }
}
