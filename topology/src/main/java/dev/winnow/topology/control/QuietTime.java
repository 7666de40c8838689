package dev.winnow.topology.control;

/**
 * How long less speed has been needed than there is, and the most that was needed meanwhile. A fall waits for the first, so
 * that a lull changes nothing, and ends above the second, so that it does not end at a lucky sample:
 *
 * <pre>highest ← max(needed, needed + (1 − period ÷ 3 s) (highest − needed))</pre>
 *
 * @param seconds how long; 0 while the speed is needed
 * @param highest speed that was needed in that time, forgotten within seconds
 */
public record QuietTime(double seconds, double highest) {

    private static final double HOLD_SECONDS = 3;

    static final QuietTime NONE = new QuietTime(0, 0);

    /** A period later, in which this speed was needed, less than there is. */
    QuietTime longer(double needed, double period) {
        double kept = Math.max(0, 1 - period / HOLD_SECONDS);
        double most = seconds == 0 ? needed : Math.max(needed, needed + kept * (highest - needed));
        return new QuietTime(seconds + period, most);
    }

    boolean isLong() {
        return seconds >= HOLD_SECONDS;
    }
}
