package dev.winnow.topology.control;

/**
 * How long less speed has been needed than there is, and the most that was needed meanwhile. A fall waits for the first, so
 * that a lull changes nothing, and ends above the second, so that it does not end at a lucky sample:
 *
 * <pre>
 * hold    = clamp(200 ÷ arrivals, 1 s, 3 s)       200 documents: their number is known to 7 %
 * highest ← max(needed, needed + (1 − period ÷ 2 s) (highest − needed))
 * </pre>
 *
 * @param seconds how long; 0 while the speed is needed
 * @param highest speed that was needed in that time, forgotten within seconds
 */
public record QuietTime(double seconds, double highest) {

    private static final double DOCUMENTS = 200;
    private static final double SHORTEST_SECONDS = 1;
    private static final double LONGEST_SECONDS = 3;
    private static final double FORGET_SECONDS = 2;

    static final QuietTime NONE = new QuietTime(0, 0);

    /** Seconds that are long at so many documents a second. */
    static double hold(double arrivals) {
        return Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, DOCUMENTS / arrivals));
    }

    /** A period later, in which this speed was needed, less than there is. */
    QuietTime longer(double needed, double period) {
        double kept = Math.max(0, 1 - period / FORGET_SECONDS);
        double most = seconds == 0 ? needed : Math.max(needed, needed + kept * (highest - needed));
        return new QuietTime(seconds + period, most);
    }

    boolean isLong(double hold) {
        return seconds >= hold;
    }
}
