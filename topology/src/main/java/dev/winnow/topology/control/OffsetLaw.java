package dev.winnow.topology.control;

/** Moves the offset towards the speed that is needed: fast up, down after a while, slowly on the last part, not at all for little. */
final class OffsetLaw {

    private static final double RISE_ABOVE = 1.15;
    private static final double FALL_BELOW = 0.8;
    private static final double HEADROOM = 1.1;
    private static final double LARGE_MARGIN = 0.5;
    private static final double CAREFUL = 0.25;

    private final SpeedCurve speed;
    private final double slew;

    OffsetLaw(SpeedCurve speed, double slew) {
        this.speed = speed;
        this.slew = slew;
    }

    /**
     * Whether, and since when, a slower offset would do.
     *
     * @param least offset, the end of every fall: near it the speeds lie so close that the dead band would hold the offset above
     *     it for ever, for nothing
     */
    QuietTime quiet(QuietTime before, double offset, double least, double needed, double period) {
        boolean dispensable = needed < FALL_BELOW * speed.ratioAt(offset)
                || (offset > least && HEADROOM * needed < speed.ratioAt(least));
        return dispensable ? before.longer(needed, period) : QuietTime.NONE;
    }

    double moved(double from, double needed, QuietTime quiet, double period, double hold) {
        if (needed > RISE_ABOVE * speed.ratioAt(from)) {
            double reach = speed.endOfStretch(from) + slew * period;
            return Math.max(from, Math.min(speed.offsetFor(needed), reach));
        }
        return quiet.isLong(hold) ? fallen(from, HEADROOM * quiet.highest(), slew * period) : from;
    }

    private double fallen(double from, double ratio, double rise) {
        double target = speed.offsetFor(ratio);
        double reach = from - (ratio < LARGE_MARGIN * speed.ratioAt(from) ? rise : CAREFUL * rise);
        return speed.endOfStretch(target) >= reach ? Math.min(from, target) : reach;
    }
}
