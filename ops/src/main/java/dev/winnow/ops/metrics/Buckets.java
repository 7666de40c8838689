package dev.winnow.ops.metrics;

import java.time.Duration;

/** Upper bounds of the histograms: about three for each power of ten, over all that is plausible. */
final class Buckets {

    /** A hundred microseconds to ten seconds. */
    static final Duration[] STAGE =
            millis(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000);

    /** Five milliseconds to an hour: what was not running for a while answers what is old. */
    static final Duration[] AGE = millis(
            5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000);

    static final double[] BATCH_DOCUMENTS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096};

    static final double[] BATCH_TOKENS = {16, 64, 128, 256, 512, 1_024, 1_536, 2_048, 4_096, 8_192, 16_384, 65_536};

    private Buckets() {}

    private static Duration[] millis(double... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofNanos(Math.round(bounds[i] * 1e6));
        }
        return durations;
    }
}
