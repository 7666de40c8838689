package dev.winnow.topology.control;

/**
 * What the controller remembers between two samples.
 *
 * @param arrivals the load
 * @param capacity what the instance could serve at -1
 * @param previousOffset offset of the sample before; NaN before the first
 * @param steadyPeriods samples in a row with one offset: a micro-batch that began before a change shows the cost before it
 * @param quietSeconds how long less speed has been needed than there is, by more than the dead band
 * @param quietRatio highest speed that was needed in that time, forgotten slowly
 * @param strainedSeconds how long the fastest allowed offset has been too slow
 */
public record ControllerState(
        ArrivalEstimate arrivals,
        CapacityEstimate capacity,
        double previousOffset,
        int steadyPeriods,
        double quietSeconds,
        double quietRatio,
        double strainedSeconds) {

    /** Before the first sample. */
    public static final ControllerState START =
            new ControllerState(ArrivalEstimate.NONE, CapacityEstimate.UNKNOWN, Double.NaN, 0, 0, 0, 0);
}
