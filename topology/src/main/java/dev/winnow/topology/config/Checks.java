package dev.winnow.topology.config;

import java.time.Duration;

/** Range checks with messages that name the key as it is written in the configuration. */
final class Checks {
    private Checks() {}

    static void inRange(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, not %d".formatted(key, least, most, value));
        }
    }

    static void inRange(String key, double value, int least, int most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("%s must be %d to %d, not %s".formatted(key, least, most, value));
        }
    }

    static void inRange(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s must be %d ms to %d ms, not %d ms"
                    .formatted(key, least.toMillis(), most.toMillis(), value.toMillis()));
        }
    }

    static void topic(String key, String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,249}") || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(key + " '" + name + "' is not a topic name: letters, digits, '.', '_'"
                    + " and '-' only, 249 at most");
        }
    }
}
