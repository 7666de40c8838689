package dev.winnow.topology.control;

import java.time.Duration;

/** Durations as the numbers that the control law computes with. */
final class Seconds {

    private static final double NANOS = 1e9;

    private Seconds() {}

    static double of(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }
}
