package dev.winnow.topology.control;

/** Moves the offset towards the speed that is needed: fast up, slowly down, not at all for little. */
final class OffsetLaw {

    private static final double RISE_ABOVE = 1.15;
    private static final double FALL_BELOW = 0.8;
    private static final double HEADROOM = 1.1;
    private static final double FALL_SLEW = 0.25;

    private final SpeedCurve speed;
    private final double slew;

    OffsetLaw(SpeedCurve speed, double slew) {
        this.speed = speed;
        this.slew = slew;
    }

    QuietTime quiet(QuietTime before, double offset, double needed, double period) {
        return needed < FALL_BELOW * speed.ratioAt(offset) ? before.longer(needed, period) : QuietTime.NONE;
    }

    double moved(double from, double needed, QuietTime quiet, double period) {
        if (needed > RISE_ABOVE * speed.ratioAt(from)) {
            double reach = speed.endOfStretch(from) + slew * period;
            return Math.max(from, Math.min(speed.offsetFor(needed), reach));
        }
        return quiet.isLong() ? fallen(from, speed.offsetFor(HEADROOM * quiet.highest()), slew * period) : from;
    }

    private double fallen(double from, double target, double rise) {
        double reach = from - FALL_SLEW * rise;
        return speed.endOfStretch(target) >= reach ? Math.min(from, target) : reach;
    }
}
