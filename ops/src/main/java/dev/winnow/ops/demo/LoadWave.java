package dev.winnow.ops.demo;

/**
 * A load with something to see: a calm swell, and every two minutes a burst of more than the full encoder can do, which the
 * controller answers by dropping tokens. Given as a share of what the full encoder can do on this machine.
 */
final class LoadWave {
    private static final double PERIOD_SECONDS = 120;
    private static final double BURST_FROM = 55;
    private static final double BURST_TO = 85;
    private static final double BURST = 1.7;
    private static final double CALM = 0.5;
    private static final double SWELL = 0.2;
    private static final double SWELL_SECONDS = 30;

    private LoadWave() {}

    /** The share at that many seconds after the beginning. */
    static double at(double seconds) {
        double within = seconds % PERIOD_SECONDS;
        if (within >= BURST_FROM && within < BURST_TO) {
            return BURST;
        }
        return CALM + SWELL * Math.sin(2 * Math.PI * seconds / SWELL_SECONDS);
    }
}
